import { afterEach, beforeEach, describe, expect, it, vi } from "vitest";
import type { Ticket } from "../../guest/api.ts";
import { beat, type Standing, Warm, waitAtClick } from "./warm.ts";

class FakeConnection implements Standing {
  up = true;
  dropped = false;
  private hearer: (() => void) | null = null;
  onLost(hearer: () => void) {
    this.hearer = hearer;
  }
  drop() {
    this.up = false;
    this.dropped = true;
  }
  lose() {
    this.up = false;
    this.hearer?.();
  }
}

class Refused extends Error {}

function make() {
  const made: FakeConnection[] = [];
  const tickets: Ticket[] = [];
  const kept: string[] = [];
  let seen: (() => void) | null = null;
  const world = {
    made,
    tickets,
    kept,
    visible: true,
    refuse: null as Error | null,
    keepRefuse: null as Error | null,
    /** How long connecting takes. */
    takes: 0,
    /** How long its code takes to load. */
    loadTakes: 0,
    look() {
      seen?.();
    },
    listening: () => seen !== null,
  };
  const warm = new Warm<FakeConnection>({
    load: async () => {
      if (world.loadTakes) await new Promise((resolve) => setTimeout(resolve, world.loadTakes));
      return async () => {
        await new Promise((resolve) => setTimeout(resolve, world.takes));
        const connection = new FakeConnection();
        made.push(connection);
        return connection;
      };
    },
    ticket: async () => {
      if (world.refuse) throw world.refuse;
      const id = `t${tickets.length + 1}`;
      const ticket = { id, identity: `guest_${id}`, token: "x", serverUrl: "ws://x" };
      tickets.push(ticket);
      return ticket;
    },
    keep: async (ticket) => {
      kept.push(ticket);
      if (world.keepRefuse) throw world.keepRefuse;
    },
    isFinal: (error) => error instanceof Refused,
    visible: () => world.visible,
    onVisibility: (hearer) => {
      seen = hearer;
      return () => {
        seen = null;
      };
    },
  });
  return { warm, world };
}

const settle = () => vi.advanceTimersByTimeAsync(0);

describe("a connection before the click", () => {
  beforeEach(() => void vi.useFakeTimers());
  afterEach(() => void vi.useRealTimers());

  it("is made once, however often it is asked for, and belongs to the click", async () => {
    const { warm, world } = make();
    expect(warm.state).toBe("cold");
    warm.begin();
    warm.begin();
    expect(warm.state).toBe("warming");
    await settle();
    expect(warm.state).toBe("warm");
    const taken = warm.take();
    expect(taken?.ticket.id).toBe("t1");
    expect(await taken?.connection).toBe(world.made[0]);
    warm.close();
    expect(world.made[0]?.dropped).toBe(false);
    expect(world.tickets).toHaveLength(1);
    expect(warm.take()).toBeNull();
  });

  it("says every 20 seconds that somebody is there, until the click", async () => {
    const { warm, world } = make();
    warm.begin();
    await settle();
    await vi.advanceTimersByTimeAsync(3 * beat);
    expect(world.kept).toEqual(["t1", "t1", "t1"]);
    warm.take();
    await vi.advanceTimersByTimeAsync(3 * beat);
    expect(world.kept).toHaveLength(3);
  });

  it("is waited for by a click that comes while it is being made", async () => {
    const { warm, world } = make();
    world.takes = 400;
    warm.begin();
    await settle();
    const taken = warm.take();
    expect(taken?.ticket.id, "to join with at once").toBe("t1");
    await vi.advanceTimersByTimeAsync(400);
    expect(await taken?.connection).toBe(world.made[0]);
    expect(world.made[0]?.dropped).toBe(false);
    expect(world.tickets).toHaveLength(1);
  });

  it("belongs to a click that comes before what connects is loaded", async () => {
    const { warm, world } = make();
    world.loadTakes = 400;
    warm.begin();
    await settle();
    const taken = warm.take();
    expect(taken?.ticket.id).toBe("t1");
    expect(world.made).toHaveLength(0);
    await vi.advanceTimersByTimeAsync(401);
    expect(await taken?.connection).toBe(world.made[0]);
    await vi.advanceTimersByTimeAsync(3 * beat);
    expect(world.kept, "the call is there, and nothing else to be kept").toEqual([]);
  });

  it("is given up by a click that waited long enough, and dropped when it comes late", async () => {
    const { warm, world } = make();
    world.takes = waitAtClick + 1_000;
    warm.begin();
    await settle();
    const taken = warm.take();
    await vi.advanceTimersByTimeAsync(waitAtClick);
    expect(await taken?.connection).toBeNull();
    await vi.advanceTimersByTimeAsync(1_000);
    expect(world.made[0]?.dropped).toBe(true);
  });

  it("is not waited for before there is a ticket", async () => {
    const { warm, world } = make();
    warm.begin();
    expect(warm.take()).toBeNull();
    await settle();
    expect(world.made.every((connection) => connection.dropped)).toBe(true);
  });

  it("is not tried again where the server does not want it", async () => {
    const { warm, world } = make();
    world.refuse = new Refused();
    warm.begin();
    await vi.advanceTimersByTimeAsync(300_000);
    world.refuse = null;
    warm.begin();
    expect(warm.take()).toBeNull();
    expect(world.made).toHaveLength(0);
  });

  it("comes back after it was lost, later each time", async () => {
    const { warm, world } = make();
    warm.begin();
    await settle();
    world.made[0]?.lose();
    expect(warm.state).toBe("cold");
    await vi.advanceTimersByTimeAsync(1_900);
    expect(world.tickets).toHaveLength(1);
    await vi.advanceTimersByTimeAsync(200);
    expect(warm.state).toBe("warm");
    expect(warm.take()?.ticket.id).toBe("t2");
  });

  it("hands out none that broke in the meantime", async () => {
    const { warm, world } = make();
    warm.begin();
    await settle();
    const [connection] = world.made;
    if (connection) connection.up = false;
    expect(warm.take()).toBeNull();
    expect(connection?.dropped).toBe(true);
  });

  it("ends when the server has forgotten the ticket, and takes a new one", async () => {
    const { warm, world } = make();
    warm.begin();
    await settle();
    world.keepRefuse = new Refused();
    await vi.advanceTimersByTimeAsync(beat);
    expect(world.made[0]?.dropped).toBe(true);
    world.keepRefuse = null;
    await vi.advanceTimersByTimeAsync(2_100);
    expect(warm.take()?.ticket.id).toBe("t2");
  });

  it("is dropped while nobody looks, and made again when somebody does", async () => {
    const { warm, world } = make();
    warm.begin();
    await settle();
    world.visible = false;
    world.look();
    expect(world.made[0]?.dropped).toBe(true);
    await vi.advanceTimersByTimeAsync(10 * beat);
    expect(world.made).toHaveLength(1);
    expect(world.kept).toHaveLength(0);
    world.visible = true;
    world.look();
    await settle();
    expect(warm.state).toBe("warm");
    expect(world.made).toHaveLength(2);
  });

  it("leaves nothing behind when the page goes on without it", async () => {
    const { warm, world } = make();
    world.takes = 300;
    warm.begin();
    await settle();
    warm.close();
    await vi.advanceTimersByTimeAsync(10 * beat);
    expect(world.made.map(({ dropped }) => dropped)).toEqual([true]);
    expect(world.kept).toEqual([]);
    expect(world.listening()).toBe(false);
  });
});
