/** What an encrypted call shows besides; its code is fetched for such calls alone. */
import { lazily } from "../../components/lazily.ts";

const parts = () => import("../e2ee/InCall.tsx");

export const ProtectionMark = lazily(async () => ({ default: (await parts()).ProtectionMark }));
export const Withheld = lazily(async () => ({ default: (await parts()).Withheld }));
export const ShowChoice = lazily(async () => ({ default: (await parts()).ShowChoice }));
export const Sealed = lazily(async () => ({ default: (await parts()).Sealed }));
export const KeyNote = lazily(async () => ({ default: (await parts()).KeyNote }));
