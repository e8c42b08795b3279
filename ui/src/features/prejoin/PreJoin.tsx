import { Activity, ChevronDown } from "lucide-react";
import {
  type FormEvent,
  startTransition,
  useEffect,
  useId,
  useRef,
  useState,
  useSyncExternalStore,
} from "react";
import { Spinner } from "../../components/Spinner.tsx";
import { Failure, type FailureCode, inside } from "../../guest/api.ts";
import { insideInWords, type Problem } from "../../guest/words.ts";
import { mayBlur } from "../blur/background.ts";
import type { Capture } from "./capture.ts";
import { canChooseSpeaker, type Device, present } from "./devices.ts";
import { choices, remember } from "./memory.ts";
import { Preview } from "./Preview.tsx";
import { sentences } from "./problems.ts";
import { SpeakerTest } from "./SpeakerTest.tsx";
import "./prejoin.css";
import { t } from "../../texts/index.ts";

export interface PreJoinProps {
  meeting: string;
  title: string;
  capture: Capture;
  problem: Problem | null;
  /** The host came from the app: may join at once next time. */
  hosting: boolean;
  /** People are let in one by one: who is inside is not for those outside. */
  guarded: boolean;
  /** It turned out that they are. */
  onGuarded: () => void;
  onJoin: (name: string) => Promise<void>;
  /** Somebody wants to know what helps a page that is not secure. */
  onInsecure: () => void;
  /** Somebody types, or is about to press Join. */
  onNearJoin: () => void;
  /** The meeting turned out not to exist. */
  onGone: () => void;
  onCheck: () => void;
}

export function PreJoin({
  meeting,
  title,
  capture,
  problem,
  hosting,
  guarded,
  onGuarded,
  onJoin,
  onInsecure,
  onNearJoin,
  onGone,
  onCheck,
}: PreJoinProps) {
  const { microphone, camera, devices } = useSyncExternalStore(capture.subscribe, capture.snapshot);
  const background = useSyncExternalStore(
    capture.background.subscribe,
    capture.background.snapshot,
  );
  const names = useInside(meeting, guarded, (code) => {
    if (code === "lobby") onGuarded();
    if (code === "meeting_not_found") onGone();
  });
  const [unheard, setUnheard] = useState(false);
  const speakerGone =
    devices.speakers.some(({ id }) => id) &&
    choices().speakerId !== "" &&
    !devices.speakers.some(({ id }) => id === choices().speakerId);
  const said = [
    ...sentences(microphone.problem, camera.problem),
    ...(camera.instead ? [t("prejoin.camera_instead")] : []),
    ...(microphone.instead ? [t("prejoin.microphone_instead")] : []),
    ...(speakerGone ? [t("prejoin.speaker_instead")] : []),
    ...(background.wanted && background.phase === "failed" ? [t("prejoin.blur_failed")] : []),
    ...(background.picture && background.slow ? [t("prejoin.blur_slow")] : []),
    ...(unheard ? [t("prejoin.unheard")] : []),
  ];

  return (
    <main className="prejoin">
      <header className="prejoin-head">
        <h1>{title || meeting}</h1>
        <p className="prejoin-inside" aria-live="polite">
          {guarded ? t("prejoin.guarded") : names === null ? " " : insideInWords(names)}
        </p>
      </header>

      <Preview capture={capture} onSilent={setUnheard} />

      <div role="status" className="prejoin-notes">
        {said.map((words) => (
          <p key={words}>{words}</p>
        ))}
        {!window.isSecureContext && (
          <button type="button" className="button small" onClick={onInsecure}>
            {t("prejoin.why_insecure")}
          </button>
        )}
      </div>

      <NameForm problem={problem} guarded={guarded} onJoin={onJoin} onNearJoin={onNearJoin} />
      {hosting && <AtOnce />}

      <details className="pickers">
        <summary>
          <ChevronDown aria-hidden="true" />
          {t("common.devices")}
        </summary>
        <div className="pickers-fields">
          <Picker
            label={t("common.camera")}
            devices={devices.cameras}
            chosen={choices().cameraId}
            onChoose={(id) => capture.choose("camera", id)}
          />
          <Picker
            label={t("common.microphone")}
            devices={devices.microphones}
            chosen={choices().microphoneId}
            onChoose={(id) => capture.choose("microphone", id)}
          />
          {canChooseSpeaker() && (
            <Picker
              label={t("common.speaker")}
              devices={devices.speakers}
              chosen={choices().speakerId}
              onChoose={(id) => remember({ speakerId: id })}
            />
          )}
        </div>
        <SpeakerTest />
        {!mayBlur() && <p className="pickers-words">{t("prejoin.blur_unable")}</p>}
      </details>
      <button type="button" className="button quiet small prejoin-check" onClick={onCheck}>
        <Activity aria-hidden="true" />
        {t("common.check_connection")}
      </button>
    </main>
  );
}

/** Who is inside, asked again now and then while somebody looks. `null`: not known. */
function useInside(
  meeting: string,
  guarded: boolean,
  onRefused: (code: FailureCode) => void,
): string[] | null {
  const [names, setNames] = useState<string[] | null>(null);
  const refused = useRef(onRefused);
  refused.current = onRefused;
  useEffect(() => {
    if (guarded) return;
    const leaving = new AbortController();
    const ask = async () => {
      if (document.visibilityState === "hidden") return;
      try {
        const people = await inside(meeting, leaving.signal);
        setNames(people.map((person) => person.name || person.identity));
      } catch (error) {
        if (leaving.signal.aborted) return;
        setNames(null);
        if (error instanceof Failure) refused.current(error.code);
      }
    };
    void ask();
    const timer = setInterval(ask, 10_000);
    document.addEventListener("visibilitychange", ask);
    return () => {
      leaving.abort();
      clearInterval(timer);
      document.removeEventListener("visibilitychange", ask);
    };
  }, [meeting, guarded]);
  return names;
}

function NameForm({
  problem,
  guarded,
  onJoin,
  onNearJoin,
}: Pick<PreJoinProps, "problem" | "guarded" | "onJoin" | "onNearJoin">) {
  const [name, setName] = useState(() => choices().name);
  const [blank, setBlank] = useState(false);
  const [joining, setJoining] = useState(false);
  const pressed = useRef(false);
  const field = useRef<HTMLInputElement>(null);
  const id = useId();

  useEffect(() => field.current?.focus(), []);
  useEffect(() => {
    if (problem?.aboutName) field.current?.focus();
  }, [problem]);

  async function submit(event: FormEvent) {
    event.preventDefault();
    if (pressed.current) return;
    const clean = name.replace(/\p{C}/gu, "").trim();
    if (!clean) {
      setBlank(true);
      field.current?.focus();
      return;
    }
    pressed.current = true;
    // The way in first, and what is drawn meanwhile after it.
    const inside = onJoin(clean);
    startTransition(() => setJoining(true));
    remember({ name: clean });
    await inside;
    pressed.current = false;
    setJoining(false);
  }

  return (
    <form className="name-form" onSubmit={submit} noValidate>
      <label className="unseen" htmlFor={id}>
        {t("prejoin.name")}
      </label>
      <input
        ref={field}
        id={id}
        className="field-input"
        name="name"
        placeholder={t("prejoin.name")}
        autoComplete="name"
        maxLength={100}
        enterKeyHint="go"
        value={name}
        aria-invalid={blank || problem?.aboutName === true}
        aria-describedby={`${id}-wrong`}
        onChange={(event) => {
          setName(event.target.value);
          setBlank(false);
          onNearJoin();
        }}
      />
      <button
        type="submit"
        className="button primary"
        aria-disabled={joining}
        onPointerEnter={onNearJoin}
        onFocus={onNearJoin}
      >
        {joining && <Spinner />}
        {t(guarded ? "prejoin.ask" : "common.join")}
      </button>
      <div id={`${id}-wrong`} className="name-wrong" role="alert">
        {blank && <p className="field-error">{t("prejoin.name_missing")}</p>}
        {!blank && problem && !joining && (
          <>
            <h2>{problem.heading}</h2>
            <p>{problem.sentence}</p>
          </>
        )}
      </div>
    </form>
  );
}

/** Whether the host's next call begins without this page; the call's own menu takes it back. */
function AtOnce() {
  const [atOnce, setAtOnce] = useState(() => choices().atOnce);
  const id = useId();
  return (
    <div className="at-once">
      <label>
        <input
          type="checkbox"
          checked={atOnce}
          aria-describedby={id}
          onChange={(event) => {
            setAtOnce(event.target.checked);
            remember({ atOnce: event.target.checked });
          }}
        />
        {t("prejoin.at_once")}
      </label>
      <p id={id} className="field-hint">
        {t("prejoin.at_once_hint")}
      </p>
    </div>
  );
}

function Picker({
  label,
  devices,
  chosen,
  onChoose,
}: {
  label: string;
  devices: readonly Device[];
  chosen: string;
  onChoose: (id: string) => void;
}) {
  const [value, setValue] = useState(chosen);
  const id = useId();
  return (
    <div className="field">
      <label className="field-label" htmlFor={id}>
        {label}
      </label>
      <select
        id={id}
        className="field-input"
        value={present(devices, value)}
        disabled={devices.length === 0}
        onChange={(event) => {
          setValue(event.target.value);
          onChoose(event.target.value);
        }}
      >
        {devices.length === 0 && <option value="">{t("common.none_found")}</option>}
        {devices.map((device) => (
          <option key={device.id} value={device.id}>
            {device.label}
          </option>
        ))}
      </select>
    </div>
  );
}
