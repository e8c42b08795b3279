import type { Room } from "livekit-client";
import { useEffect, useState } from "react";
import { locale, t } from "../../texts/index.ts";
import { Meter, type Readings, type Row } from "./readings.ts";
import { Sheet } from "./Sheet.tsx";
import "./stats.css";

const often = 1_000;

/** How the media gets here and there, in figures, for those who look. */
export default function StatsDialog({
  room,
  about,
  onClose,
}: {
  room: Room;
  /** Only of this person. */
  about: string | null;
  onClose: () => void;
}) {
  const [read, setRead] = useState<Readings>({ rows: [], path: null });
  useEffect(() => {
    const meter = new Meter(room);
    let over = false;
    const look = () =>
      void meter.read().then(
        (now) => {
          if (!over) setRead(now);
        },
        // The next look is in a second.
        () => undefined,
      );
    look();
    const timer = setInterval(look, often);
    return () => {
      over = true;
      clearInterval(timer);
    };
  }, [room]);
  const rows = read.rows.filter((row) => !about || row.identity === about);
  return (
    <Sheet heading={t("call.stats")} onClose={onClose}>
      <p className="stats-path">
        {read.path ? t(`call.stats_path_${read.path.protocol}`) : t("call.stats_path_unknown")}{" "}
        {read.path?.relayed && t("call.stats_path_relayed")}
      </p>
      {rows.length === 0 && <p>{t("call.stats_none")}</p>}
      <div className="stats">
        {rows.map((row) => (
          <Card key={row.key} row={row} />
        ))}
      </div>
    </Sheet>
  );
}

function Card({ row }: { row: Row }) {
  const source = t(`call.stats_${row.source}`);
  const heading = row.local
    ? t("call.stats_own", { source })
    : t("call.stats_of", { name: row.name, source });
  return (
    <section className="stats-card" aria-label={heading}>
      <h3>{heading}</h3>
      {row.figures ? (
        <dl>
          {lines(row.figures).map(([words, value]) => (
            <div key={words}>
              <dt>{words}</dt>
              <dd>{value}</dd>
            </div>
          ))}
        </dl>
      ) : (
        <p className="stats-idle">{t("call.stats_idle")}</p>
      )}
    </section>
  );
}

function lines(figures: NonNullable<Row["figures"]>): [string, string][] {
  const { codec, width, height, framesPerSecond, bitrate, loss, roundTrip } = figures;
  const number = (value: number, options: Intl.NumberFormatOptions) =>
    new Intl.NumberFormat(locale, options).format(value);
  const all: [string, string | null][] = [
    [t("call.stats_codec"), codec],
    [t("call.stats_size"), width && height ? `${width} × ${height}` : null],
    [
      t("call.stats_frames"),
      framesPerSecond === null ? null : number(framesPerSecond, { maximumFractionDigits: 0 }),
    ],
    [
      t("call.stats_bitrate"),
      bitrate === null
        ? null
        : number(bitrate / 1000, {
            style: "unit",
            unit: "kilobit-per-second",
            maximumFractionDigits: 0,
          }),
    ],
    [
      t("call.stats_loss"),
      loss === null ? null : number(loss, { style: "percent", maximumFractionDigits: 1 }),
    ],
    [
      t("call.stats_round_trip"),
      roundTrip === null
        ? null
        : number(roundTrip, { style: "unit", unit: "millisecond", maximumFractionDigits: 0 }),
    ],
  ];
  return all.filter((line): line is [string, string] => line[1] !== null);
}
