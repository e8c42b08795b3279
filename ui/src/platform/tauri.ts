/** The real shell. The only file that imports `@tauri-apps/*`. */
import { invoke } from "@tauri-apps/api/core";
import { listen } from "@tauri-apps/api/event";
import { writeText } from "@tauri-apps/plugin-clipboard-manager";
import type { LiveEvent } from "../api/types.ts";
import type { ApiAnswer, CallOpened, House, Occupied, Platform, SettingsView } from "./types.ts";

export const tauri: Platform = {
  api: (request) => invoke<ApiAnswer>("api", { ...request }),
  house: () => invoke<House>("house"),
  onHouse: (tell) => listen<House>("confab://house", (event) => tell(event.payload)),
  watch: async (tell, onInterrupted) => {
    const stops = [
      await listen<LiveEvent>("confab://event", (event) => tell(event.payload)),
      await listen<boolean>("confab://interrupted", (event) => onInterrupted(event.payload)),
    ];
    const stop = () => {
      for (const one of stops) one();
    };
    try {
      await invoke("watch");
    } catch (failure) {
      stop();
      throw failure;
    }
    return stop;
  },
  onCloseRequested: (ask) =>
    listen<Occupied[]>("confab://close-requested", (event) => ask(event.payload)),
  answerClose: (answer) => invoke("answer_close", { answer }),
  retry: () => invoke("retry"),
  join: (meetingId, takeOver) => invoke<CallOpened>("join", { meetingId, takeOver }),
  settings: () => invoke<SettingsView>("settings"),
  saveSettings: (changes) => invoke("save_settings", { changes }),
  copy: (text) => writeText(text),
  save: (path, name) => invoke<string>("save_download", { path, name }),
  saveText: (name, text) => invoke<string>("save_text", { name, text }),
  mail: (url) => invoke("write_mail", { url }),
};
