/** The API through the host door: openapi-fetch, carried by the shell instead of a socket. */
import createClient, { type Client } from "openapi-fetch";
import type { paths } from "../api/schema.d.ts";
import { t } from "../texts/index.ts";
import type { Platform } from "./types.ts";

export type Api = Client<paths>;

/** A refusal or failure, with the one sentence that people read. */
export class ApiError extends Error {
  override name = "ApiError";
  constructor(
    sentence: string,
    readonly status: number,
    readonly code: string | null,
  ) {
    super(sentence);
  }
}

/** Only its path and query are used; a `Request` needs something before them. */
const BASE = "http://confab.invalid";

export function apiOf(platform: Pick<Platform, "api">): Api {
  return createClient<paths>({
    baseUrl: BASE,
    fetch: async (request) => {
      const url = new URL(request.url);
      const text = await request.text();
      const answer = await platform.api({
        method: request.method,
        path: url.pathname + url.search,
        ...(text ? { body: text } : {}),
      });
      const bodyless = answer.status === 204 || answer.status === 304;
      return new Response(bodyless ? null : answer.body, {
        status: answer.status,
        headers: answer.headers,
      });
    },
  });
}

/** One request; the answer's body, or an `ApiError` with its sentence. */
export type Send = <T>(method: string, path: string, body?: unknown) => Promise<T>;

export function sendThrough(platform: Pick<Platform, "api">): Send {
  return async <T>(method: string, path: string, body?: unknown) => {
    const answer = await platform.api({
      method,
      path: `/api/v1${path}`,
      ...(body === undefined ? {} : { body: JSON.stringify(body) }),
    });
    const parsed: unknown = answer.body ? JSON.parse(answer.body) : undefined;
    const response = new Response(null, { status: answer.status, headers: answer.headers });
    return told<T>(
      Promise.resolve({
        data: (parsed ?? null) as T,
        error: parsed,
        response,
      }),
    );
  };
}

interface Outcome<T> {
  data?: T;
  error?: unknown;
  response: Response;
}

/** The body of a success; anything else becomes an `ApiError` with its sentence. */
export async function told<T>(asked: Promise<Outcome<T>>): Promise<T> {
  const { data, error, response } = await asked;
  if (response.ok && data !== undefined) return data;
  const detail = (error as { detail?: unknown } | undefined)?.detail;
  throw new ApiError(
    typeof detail === "string" ? detail : t("window.confused"),
    response.status,
    response.headers.get("confab-code"),
  );
}

/** What went wrong, in a sentence, whatever was thrown: the shell rejects with plain strings. */
export function sentenceOf(failure: unknown): string {
  if (failure instanceof Error && failure.message) return failure.message;
  if (typeof failure === "string" && failure) return failure;
  const detail = (failure as { detail?: unknown } | null)?.detail;
  return typeof detail === "string" ? detail : t("window.failed");
}
