/** What an encrypted call shows besides; its code is fetched for such calls alone. */
import { lazy } from "react";

const parts = () => import("../e2ee/InCall.tsx");

export const ProtectionMark = lazy(async () => ({ default: (await parts()).ProtectionMark }));
export const Withheld = lazy(async () => ({ default: (await parts()).Withheld }));
export const ShowChoice = lazy(async () => ({ default: (await parts()).ShowChoice }));
export const Sealed = lazy(async () => ({ default: (await parts()).Sealed }));
export const KeyNote = lazy(async () => ({ default: (await parts()).KeyNote }));
