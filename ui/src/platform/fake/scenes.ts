/** Scenes with people in them. */
import { noRules } from "../../features/meetings/model/rules.ts";
import type { FakeHouse } from "./house.ts";

const MINUTE = 60_000;
export const ago = (minutes: number): string =>
  new Date(Date.now() - minutes * MINUTE).toISOString().replace(/\.\d+/, "");
const seconds = (minutes: number): number => Math.floor((Date.now() - minutes * MINUTE) / 1000);

export const review = "abc-defg-hij";

/** Two live meetings; in the one, somebody shares, somebody has a hand up, somebody has a long name. */
export function live(house: FakeHouse): void {
  house.add({ meeting_id: "krt-lmno-pqs", title: "Open office hours", created_at: ago(600) });
  house.add({ meeting_id: review, title: "Design review", created_at: ago(130) });
  house.enter("krt-lmno-pqs", { name: "田中 美咲", joined_at: seconds(12), camera: false });
  house.enter(review, { name: "Ann Kowalski", joined_at: seconds(34), role: "cohost" });
  house.enter(review, {
    name: "Bob",
    joined_at: seconds(31),
    microphone: false,
    screen: true,
  });
  house.enter(review, {
    name: "Cy Fernández-Montgomery of the Very Long Names Department",
    joined_at: seconds(2),
    microphone: false,
    camera: false,
    hand: 4,
  });
}

export function waiting(house: FakeHouse): void {
  house.change(review, { rules: { ...noRules, lobby: true } });
  house.knock(review, "Dana", 6);
  house.knock(review, "Eli of the Other Very Long Names Department, Second Floor", 1);
  house.knock("krt-lmno-pqs", "فاطمة", 0);
}

export function chat(house: FakeHouse): void {
  const said = (name: string, text: string, more = {}) => house.write(review, name, text, more);
  said("Ann Kowalski", "Good morning! The new drafts are in the shared folder.");
  said("Bob", "Which of the two do you mean?\nThe one with the map?", { reply_to: 1 });
  house.room(review).write({ name: "Robin Weber", role: "host", text: "The one with the map." });
  said("Ann Kowalski", "", {
    file: { file_id: "f1", name: "Map, second draft.pdf", size: 2_400_000, preview: false },
    reactions: { "👍": ["bob_00000001"], "🎉": ["bob_00000001", "ann_kowalski_00000001"] },
  });
  said("Bob", "https://example.org/a/very/long/address/that/has/no/place/to/break/in/it?and=more");
  said("Bob", "", { deleted: true });
}

/** Four live meetings at once, one of thirty people. */
export function busy(house: FakeHouse): void {
  live(house);
  house.add({ meeting_id: "tea-mmee-tin", title: "All hands", created_at: ago(60) });
  house.add({ meeting_id: "pai-rpro-gra", title: null, created_at: ago(20) });
  const names = ["Mia", "Noah", "Olga", "Pavel", "Quinn", "Rosa", "Sam", "Tariq", "Uma", "Viktor"];
  for (let at = 0; at < 30; at += 1) {
    const name = `${names[at % names.length]} ${["Berg", "Costa", "Diaz"][Math.floor(at / 10)]}`;
    house.enter("tea-mmee-tin", {
      name,
      joined_at: seconds(40 - at),
      microphone: at % 7 === 0,
      camera: at % 3 > 0,
      role: at === 0 ? "host" : at === 3 ? "cohost" : "guest",
      hand: at % 11 === 5 ? 40 - at : null,
    });
  }
  house.room("tea-mmee-tin").light("mia_berg_00000001");
  house.enter("pai-rpro-gra", { name: "Wen", joined_at: seconds(8) });
  house.enter("pai-rpro-gra", { name: "Xavier", joined_at: seconds(7), microphone: false });
  waiting(house);
  chat(house);
}
