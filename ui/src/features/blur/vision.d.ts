/** Made by `vision.plugin.ts`. */
declare module "virtual:vision" {
  /** The folder of MediaPipe's runtime. */
  export const runtime: string;
  /** The model that tells people from what is behind them. */
  export const model: string;
}
