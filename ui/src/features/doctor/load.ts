/** The doctor is code and words of its own, fetched when somebody asks for it. */
import { lazily } from "../../components/lazily.ts";
import { type Page, speak } from "../../texts/index.ts";

const words = import.meta.glob<Page>(["../../texts/*/doctor.ts", "!../../texts/en/doctor.ts"]);

const spoken = async <M>(module: Promise<M>): Promise<M> => {
  const [loaded] = await Promise.all([module, speak(words)]);
  return loaded;
};

export const DoctorPage = lazily(() => spoken(import("./DoctorPage.tsx")));
export const DoctorSheet = lazily(() => spoken(import("./DoctorSheet.tsx")));
