/** The host's window: the list on the left, one meeting on the right, the state of things below. */
import { useMemo, useState, useSyncExternalStore } from "react";
import { Button } from "../components/Button.tsx";
import { Statement } from "../components/Statement.tsx";
import { Toasts } from "../components/Toast.tsx";
import { hostDeedsOf } from "../features/console/deeds.ts";
import { ChatStore } from "../features/console/model/chats.ts";
import { hostOf } from "../features/console/model/host.ts";
import { HostSeals } from "../features/e2ee/host.ts";
import { PlaceProvider } from "../features/meetings/context.ts";
import { MeetingsPage } from "../features/meetings/MeetingsPage.tsx";
import { MeetingsStore } from "../features/meetings/model/store.ts";
import { Settings } from "../features/settings/Settings.tsx";
import { SharingStore } from "../features/sharing/model/store.ts";
import { apiOf, sendThrough } from "../platform/api.ts";
import { usePlatform } from "../platform/index.ts";
import { t } from "../texts/index.ts";
import { CloseQuestion } from "./CloseQuestion.tsx";
import { useHouse } from "./useHouse.ts";

export function Window() {
  const platform = usePlatform();
  const { store, chats, sharing, host } = useMemo(() => {
    const send = sendThrough(platform);
    const store = new MeetingsStore(apiOf(platform));
    const seals = new HostSeals(send, (id) => store.state().meetings.get(id)?.encrypted);
    const routes = seals.over(hostOf(send));
    return {
      store,
      chats: new ChatStore(routes, seals),
      sharing: new SharingStore(send),
      host: hostDeedsOf(routes, store, platform),
    };
  }, [platform]);
  const { house, interrupted } = useHouse(platform, store, chats, sharing);
  const [settings, setSettings] = useState(false);
  const [trying, setTrying] = useState(false);

  const retry = async () => {
    setTrying(true);
    // What comes of it is told by the house itself.
    await platform.retry().catch(() => undefined);
    setTrying(false);
  };

  const { people } = useSyncExternalStore(store.subscribe, store.state);
  const inside = [...people.values()].reduce((sum, here) => sum + here.length, 0);
  const place = useMemo(
    () => ({ store, chats, sharing, host, house, interrupted }),
    [store, chats, sharing, host, house, interrupted],
  );

  return (
    <PlaceProvider value={place}>
      {house?.phase === "failed" ? (
        <Statement
          heading={t("window.could_not_start")}
          takeFocus
          actions={
            <>
              <Button look="primary" isPending={trying} onPress={() => void retry()}>
                {t("common.try_again")}
              </Button>
              <Button onPress={() => setSettings(true)}>{t("settings.title")}</Button>
            </>
          }
        >
          <p>{house.problem?.detail ?? t("window.unknown_reason")}</p>
        </Statement>
      ) : (
        <MeetingsPage onSettings={() => setSettings(true)} onRetry={() => void retry()} />
      )}
      <Settings
        isOpen={settings}
        onOpenChange={setSettings}
        inside={inside}
        onRestart={() => void retry()}
      />
      <CloseQuestion />
      <Toasts />
    </PlaceProvider>
  );
}
