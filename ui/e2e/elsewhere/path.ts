/** The way that a guest's media takes. */
import type { Guest } from "../guest.ts";

export interface Path {
  protocol: string;
  /** The address of ours that the browser sends to. */
  remote: string;
}

/** One for each of the connections that stand. */
export async function path(guest: Guest): Promise<Path[]> {
  return guest.page.evaluate(async () => {
    const { connectionsOfTest } = window as unknown as { connectionsOfTest: RTCPeerConnection[] };
    const paths: Path[] = [];
    for (const connection of connectionsOfTest) {
      if (connection.connectionState !== "connected") continue;
      const stats = await connection.getStats();
      for (const report of stats.values()) {
        if (report.type !== "transport") continue;
        const pair = stats.get(report.selectedCandidatePairId);
        const remote = stats.get(pair?.remoteCandidateId);
        if (remote) paths.push({ protocol: remote.protocol, remote: remote.address });
      }
    }
    return paths;
  });
}
