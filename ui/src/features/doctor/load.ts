/** The doctor is code and words of its own, fetched when somebody asks for it. */
import { lazy } from "react";
import { type Page, speak } from "../../texts/index.ts";

const words = import.meta.glob<Page>(["../../texts/*/doctor.ts", "!../../texts/en/doctor.ts"]);

const spoken = async <M>(module: Promise<M>): Promise<M> => {
  const [loaded] = await Promise.all([module, speak(words)]);
  return loaded;
};

export const DoctorPage = lazy(() => spoken(import("./DoctorPage.tsx")));
export const DoctorSheet = lazy(() => spoken(import("./DoctorSheet.tsx")));
