/** What only the house can sign, made with its own keys: tests stand in for LiveKit and for the app's window. */
import { createHmac, randomBytes } from "node:crypto";
import type { House, Meeting } from "./house.ts";

const packed = (value: object) => Buffer.from(JSON.stringify(value)).toString("base64url");

/** A token as LiveKit refreshes it during a call: new times, the same person, no `jti`. */
export function refreshedToken(house: House, meeting: Meeting, identity: string, name: string) {
  const { livekitKey, livekitSecret } = house.keys();
  const now = Math.floor(Date.now() / 1_000);
  const body = [
    packed({ alg: "HS256", typ: "JWT" }),
    packed({
      iss: livekitKey,
      sub: identity,
      identity,
      name,
      kind: "standard",
      nbf: now,
      iat: now,
      exp: now + 600,
      video: {
        roomJoin: true,
        room: meeting.id,
        canPublish: true,
        canSubscribe: true,
        canPublishData: false,
        canUpdateOwnMetadata: false,
      },
    }),
  ].join(".");
  return `${body}.${createHmac("sha256", livekitSecret).update(body).digest("base64url")}`;
}

/** The session of somebody who came in by the code from the app's window: the host's. */
export function hostSession(house: House, meeting: Meeting, identity = "host_0a1b2c3d"): string {
  const nonce = randomBytes(16).toString("base64url");
  const body = Buffer.from(`${meeting.id} host ${nonce} - ${identity}`).toString("base64url");
  const seal = createHmac("sha256", house.keys().sealing)
    .update("confab session 2\0")
    .update(body)
    .digest("base64url");
  return `s2.${body}.${seal}`;
}
