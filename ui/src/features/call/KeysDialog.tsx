import { t } from "../../texts/index.ts";
import { withCommand } from "./keys.ts";
import { prefer, usePrefs } from "./prefs.ts";
import { Sheet } from "./Sheet.tsx";

/** Which keys there are, and whether the single ones do anything. */
export default function KeysDialog({ onClose }: { onClose: () => void }) {
  const { singleKeys } = usePrefs();
  const rows: readonly [string, readonly string[]][] = [
    [t("call.key_microphone"), [withCommand("D")]],
    [t("call.key_camera"), [withCommand("E")]],
    [t("call.key_pages"), [t("call.key_page_up"), t("call.key_page_down")]],
  ];
  const single: readonly [string, readonly string[]][] = [
    [t("call.key_talk"), ["V", t("call.key_space")]],
    [t("call.key_hand"), ["H"]],
    [t("call.key_chat"), ["C"]],
    [t("call.key_people"), ["P"]],
    [t("call.key_help"), ["?"]],
  ];
  return (
    <Sheet heading={t("call.keys")} onClose={onClose}>
      <dl className="keys">
        {[...rows, ...(singleKeys ? single : [])].map(([words, keys]) => (
          <div key={words}>
            <dt>{words}</dt>
            <dd>
              {keys.map((key) => (
                <kbd key={key}>{key}</kbd>
              ))}
            </dd>
          </div>
        ))}
      </dl>
      {singleKeys && <p className="keys-words">{t("call.key_space_words")}</p>}
      <label className="keys-off">
        <input
          type="checkbox"
          checked={singleKeys}
          onChange={(event) => prefer({ singleKeys: event.currentTarget.checked })}
        />
        {t("call.single_keys")}
      </label>
    </Sheet>
  );
}
