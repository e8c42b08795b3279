import { afterEach, expect, test, vi } from "vitest";
import { askCheckUp } from "./checkup.ts";

afterEach(() => vi.unstubAllGlobals());

async function asked(pathname: string) {
  const fetch = vi.fn(async () => Response.json({}));
  vi.stubGlobal("fetch", fetch);
  vi.stubGlobal("location", { pathname });
  await askCheckUp();
  return fetch.mock.calls;
}

test("a check names the meeting of its page, without which a guest elsewhere gets none", async () => {
  const [call] = await asked("/meeting/ABCDEFGHIJ");
  expect(call).toEqual([
    "/api/v1/doctor?meeting_id=abc-defg-hij",
    expect.objectContaining({ method: "POST" }),
  ]);
});

test("a check of the page for codes names none", async () => {
  const [call] = await asked("/");
  expect(call).toEqual(["/api/v1/doctor", expect.anything()]);
});
