/**
 * Messages are compiled while building: what is shipped are lists of words and placeholders, and
 * the parser of ICU's notation stays here.
 */
import { compileMessage } from "@lingui/message-utils/compileMessage";
import { type Plugin, transformWithOxc } from "vite";

const catalogue = /\/src\/texts\/([a-z]{2})\/([a-z]+)\.ts$/;

export function texts(): Plugin {
  return {
    name: "confab:texts",
    transform: {
      filter: { id: catalogue },
      async handler(source, id) {
        const { code } = await transformWithOxc(source, id);
        const module: { default: Record<string, string> } = await import(
          `data:text/javascript,${encodeURIComponent(code)}`
        );
        const compiled = Object.fromEntries(
          Object.entries(module.default).map(([key, message]) => [key, compileMessage(message)]),
        );
        return { code: `export default ${JSON.stringify(compiled)};`, map: { mappings: "" } };
      },
    },
  };
}
