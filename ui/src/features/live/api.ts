/** The routes of one meeting, as the session of this tab may call them. Failures become a `Refused`. */
import type { History, Meeting, Message, Person, Role, Rules } from "./types.ts";

export class Refused extends Error {
  constructor(
    /** The app's word for it; `unreachable` where there was no answer at all. */
    readonly code: string,
    readonly detail: string,
    readonly status: number,
    /** Seconds. */
    readonly retryAfter: number | null = null,
  ) {
    super(code);
    this.name = "Refused";
  }
}

export const reactionEmoji = ["👍", "❤️", "😂", "😮", "👏", "🎉", "👋", "🤔"] as const;

export interface Upload {
  done: Promise<Message>;
  cancel: () => void;
}

export type Api = ReturnType<typeof apiOf>;

export function apiOf(
  meeting: string,
  session: () => string | null,
  fetchIt: typeof fetch = (input, init) => fetch(input, init),
) {
  const base = `/api/v1/meetings/${encodeURIComponent(meeting)}`;
  const part = encodeURIComponent;

  const authority = (): Record<string, string> => {
    const token = session();
    return token ? { Authorization: `Bearer ${token}` } : {};
  };

  async function ask(method: string, path: string, init: RequestInit = {}): Promise<Response> {
    let answer: Response;
    try {
      answer = await fetchIt(base + path, {
        cache: "no-store",
        credentials: "omit",
        ...init,
        method,
        headers: { ...authority(), ...(init.headers as Record<string, string> | undefined) },
      });
    } catch (error) {
      if (init.signal?.aborted) throw error;
      throw new Refused("unreachable", "", 0);
    }
    if (!answer.ok) throw await refusedBy(answer);
    return answer;
  }

  async function deed<T = unknown>(method: string, path: string, body?: object): Promise<T> {
    const answer = await ask(
      method,
      path,
      body && { headers: { "Content-Type": "application/json" }, body: JSON.stringify(body) },
    );
    return (await answer.json().catch(() => null)) as T;
  }

  return {
    // Chat
    history: (after: number, limit = 500, signal?: AbortSignal): Promise<History> =>
      ask("GET", `/chat?after=${after}&limit=${limit}`, { signal }).then((answer) => answer.json()),
    send: (message: { text: string; reply_to?: number; key: string }) =>
      deed<Message>("POST", "/chat", message),
    react: (message: number, emoji: string, on: boolean) =>
      deed(on ? "PUT" : "DELETE", `/chat/${message}/reactions/${part(emoji)}`),
    deleteMessage: (message: number) => deed("DELETE", `/chat/${message}`),
    clearChat: () => deed("DELETE", "/chat"),

    // Files
    upload: (file: Blob, name: string, key: string, onProgress: (part: number) => void): Upload =>
      upload(`${base}/files?name=${part(name)}&key=${part(key)}`, file, authority(), onProgress),
    sendPreview: (file: string, image: Blob) =>
      ask("PUT", `/files/${part(file)}/preview`, {
        headers: { "Content-Type": image.type },
        body: image,
        // An answer that nobody reads would keep its connection.
      }).then((answer): Promise<Message> => answer.json()),
    file: (file: string, signal?: AbortSignal): Promise<Blob> =>
      ask("GET", `/files/${part(file)}`, { signal }).then((answer) => answer.blob()),
    preview: (file: string, signal?: AbortSignal): Promise<Blob> =>
      ask("GET", `/files/${part(file)}/preview`, { signal }).then((answer) => answer.blob()),

    // Hands and reactions
    hand: (raised: boolean) => deed("PUT", "/hand", { raised }),
    lowerHand: (identity: string) => deed("DELETE", `/hands/${part(identity)}`),
    lowerHands: () => deed("DELETE", "/hands"),
    reaction: (emoji: string) => deed("POST", "/reactions", { emoji }),

    // Moderation
    rules: (change: Partial<Rules>) => deed<Meeting>("PATCH", "/rules", change),
    muteAll: () => deed<{ success: boolean; count: number }>("POST", "/mute", {}),
    mute: (identity: string, source: "microphone" | "camera" | "screen") =>
      deed("POST", `/participants/${part(identity)}/mute`, { source }),
    askToUnmute: (identity: string) =>
      deed("POST", `/participants/${part(identity)}/ask`, { what: "unmute" }),
    change: (identity: string, change: { name?: string; role?: Exclude<Role, "host"> }) =>
      deed<Person>("PATCH", `/participants/${part(identity)}`, change),
    remove: (identity: string, newcomersWait: boolean) =>
      deed(
        "DELETE",
        `/participants/${part(identity)}${newcomersWait ? "?newcomers_wait=true" : ""}`,
      ),
    spotlight: (identity: string | null) => deed("PUT", "/spotlight", { identity }),
    endIn: (seconds: number) => deed<{ ending_at: string }>("POST", "/end", { seconds }),
    stopEnding: () => deed("DELETE", "/end"),

    // Lobby
    admit: (waiting: string) => deed("POST", `/lobby/${part(waiting)}`),
    admitAll: () => deed("POST", "/lobby/all"),
    deny: (waiting: string, detail?: string) =>
      deed("DELETE", `/lobby/${part(waiting)}`, detail ? { detail } : {}),
    denyAll: () => deed("DELETE", "/lobby", {}),
  };
}

export async function refusedBy(answer: Response): Promise<Refused> {
  const body: unknown = await answer.json().catch(() => null);
  const detail = (body as { detail?: unknown } | null)?.detail;
  return refused(answer.status, (name) => answer.headers.get(name), detail);
}

function refused(status: number, header: (name: string) => string | null, detail: unknown) {
  const seconds = Number(header("Retry-After"));
  return new Refused(
    header("Confab-Code") ?? `status_${status}`,
    typeof detail === "string" ? detail : "",
    status,
    Number.isFinite(seconds) && seconds > 0 ? seconds : null,
  );
}

/** Not `fetch`: only this one tells how far it is. */
function upload(
  url: string,
  file: Blob,
  headers: Record<string, string>,
  onProgress: (part: number) => void,
): Upload {
  const request = new XMLHttpRequest();
  const done = new Promise<Message>((resolve, reject) => {
    request.open("POST", url);
    for (const [name, value] of Object.entries(headers)) request.setRequestHeader(name, value);
    request.setRequestHeader("Content-Type", "application/octet-stream");
    request.responseType = "json";
    request.upload.onprogress = ({ loaded, total }) => onProgress(total ? loaded / total : 0);
    request.onerror = () => reject(new Refused("unreachable", "", 0));
    request.onabort = () => reject(new Refused("cancelled", "", 0));
    request.onload = () => {
      if (request.status >= 200 && request.status < 300) resolve(request.response as Message);
      else {
        const read = (name: string) => request.getResponseHeader(name);
        reject(refused(request.status, read, request.response?.detail));
      }
    };
    request.send(file);
  });
  return { done, cancel: () => request.abort() };
}
