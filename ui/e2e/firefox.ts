/** A guest in Firefox: Debian's, with a fake camera and microphone, steered through geckodriver. */
import { type ChildProcess, spawn } from "node:child_process";
import { existsSync } from "node:fs";
import { resolve } from "node:path";
import { createInterface } from "node:readline";
import { WebDriver } from "../e2e-window/webdriver.ts";

const built = resolve(import.meta.dirname, "../../target/tools/bin/geckodriver");
const driverProgram = () =>
  process.env.CONFAB_GECKODRIVER || (existsSync(built) ? built : "geckodriver");
const browserProgram = () => process.env.CONFAB_TEST_FIREFOX || "/usr/bin/firefox-esr";

/** As much as a person would have granted and a test machine lacks. */
const prefs = {
  "media.navigator.streams.fake": true,
  "media.navigator.permission.disabled": true,
  "media.autoplay.default": 0,
  // Machines that only know themselves are tested, too.
  "media.peerconnection.ice.loopback": true,
  "media.peerconnection.ice.obfuscate_host_addresses": false,
  "datareporting.policy.dataSubmissionEnabled": false,
  "app.update.enabled": false,
  "network.captive-portal-service.enabled": false,
  "network.connectivity-service.enabled": false,
};

export class Firefox {
  private constructor(
    readonly driver: WebDriver,
    private readonly child: ChildProcess,
  ) {}

  static async open(): Promise<Firefox> {
    const child = spawn(driverProgram(), ["--port", "0", "--host", "127.0.0.1"], {
      stdio: ["ignore", "pipe", process.env.CONFAB_TEST_LOG ? "inherit" : "ignore"],
    });
    try {
      const port = await portOf(child);
      const driver = await WebDriver.begin(`http://127.0.0.1:${port}`, {
        browserName: "firefox",
        "moz:firefoxOptions": { binary: browserProgram(), args: ["-headless"], prefs },
      });
      return new Firefox(driver, child);
    } catch (error) {
      child.kill("SIGTERM");
      throw error;
    }
  }

  async close(): Promise<void> {
    await this.driver.end().catch(() => undefined);
    this.child.kill("SIGTERM");
  }

  /** What somebody's tile shows right now, as a few pixels; empty while there is no picture. */
  async pixels(name: string): Promise<string> {
    return this.driver.script<string>(
      `const tile = [...document.querySelectorAll("[data-identity]")]
         .find((one) => one.getAttribute("aria-label") === arguments[0]);
       const video = tile?.querySelector("video");
       if (!video || video.readyState < 2 || !video.videoWidth) return "";
       const canvas = Object.assign(document.createElement("canvas"), { width: 64, height: 36 });
       const brush = canvas.getContext("2d");
       brush.drawImage(video, 0, 0, 64, 36);
       return brush.getImageData(0, 0, 64, 36).data.join();`,
      name,
    );
  }
}

function portOf(child: ChildProcess): Promise<number> {
  return new Promise((done, fail) => {
    child.once("error", fail);
    child.once("exit", (code) => fail(new Error(`geckodriver ended with ${code}`)));
    if (!child.stdout) return;
    createInterface(child.stdout).on("line", (line) => {
      const port = /Listening on [^ ]*:(\d+)/.exec(line)?.[1];
      if (port) done(Number(port));
    });
  });
}
