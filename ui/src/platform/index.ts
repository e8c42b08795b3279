/**
 * The platform that this page runs on.
 *
 * The stand-in is chosen by the development server alone: the condition is constant in a build,
 * so that the bundle that ships holds no trace of it.
 */
import { createContext, useContext } from "react";
import { tauri } from "./tauri.ts";
import type { Platform } from "./types.ts";

export async function currentPlatform(): Promise<Platform> {
  if (import.meta.env.DEV && !("__TAURI_INTERNALS__" in window)) {
    const { fakeFromAddress } = await import("./fake/index.ts");
    return fakeFromAddress(window.location.search);
  }
  return tauri;
}

const Here = createContext<Platform | null>(null);

export const PlatformProvider = Here.Provider;

export function usePlatform(): Platform {
  const platform = useContext(Here);
  if (!platform) throw new Error("usePlatform needs a PlatformProvider above it");
  return platform;
}

export type * from "./types.ts";
