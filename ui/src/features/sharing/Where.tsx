/** What works from where, without flattery. */
import { useId } from "react";
import type { Sharing } from "../../api/types.ts";
import { t } from "../../texts/index.ts";
import { isOn } from "./model/store.ts";
import { isReachable } from "./model/words.ts";

export function Where({ sharing }: { sharing: Sharing }) {
  const title = useId();
  const lines: [string, string][] = [
    [t("sharing.where_computer"), t("sharing.where_computer_words")],
    [t("sharing.where_network"), network(sharing)],
  ];
  if (isReachable(sharing)) {
    const own = sharing.certificate?.own === true;
    lines.push([
      t("sharing.where_iphone"),
      t(own ? "sharing.where_iphone_own" : "sharing.where_iphone_words"),
    ]);
  }
  lines.push([t("sharing.where_away"), t("sharing.where_away_words")]);
  return (
    <section aria-labelledby={title}>
      <h3 id={title}>{t("sharing.where")}</h3>
      <dl className="where">
        {lines.map(([from, words]) => (
          <div key={from}>
            <dt>{from}</dt>
            <dd>{words}</dd>
          </div>
        ))}
      </dl>
    </section>
  );
}

function network(sharing: Sharing): string {
  if (!isOn(sharing)) return t("sharing.where_network_off");
  if (!isReachable(sharing)) return t("sharing.where_network_none");
  const base = sharing.link_base ?? sharing.addresses.find(({ state }) => state === "open")?.url;
  const own = sharing.certificate?.own === true;
  return t(own ? "sharing.where_network_own" : "sharing.where_network_on", { base: base ?? "" });
}
