import { describe, expect, it } from "vitest";
import type { Person, RoleGrant } from "../../../api/types.ts";
import { absent } from "./order.ts";

const grant = (role: RoleGrant["role"], ...identities: string[]): RoleGrant => ({
  role_id: identities.join(),
  role,
  name: "Ann",
  inside: false,
  seen_at: "2026-01-01T12:00:00Z",
  identities,
});

describe("roles of participants who are not inside", () => {
  it("are those of co-hosts of whom no identity is inside", () => {
    const ann = grant("cohost", "ann_2", "ann_1");
    const bob = grant("cohost", "bob_1");
    const people = [{ identity: "ann_1" }] as Person[];
    expect(absent([ann, bob, grant("host", "hal_1")], people)).toEqual([bob]);
    expect(absent([ann], [])).toEqual([ann]);
  });
});
