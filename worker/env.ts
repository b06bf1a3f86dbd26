/** What the deployment gives the Worker: the generated bindings, and the secrets that `wrangler.toml` cannot declare. */
export interface WorkerEnv extends Env {
  /** Everything may be read and written with it. */
  readonly LOVAGE_ADMIN_TOKEN?: string;
  /** Everything may be read with it. */
  readonly LOVAGE_VIEWER_TOKEN?: string;
  /** "1" opens the API to everybody where no token is set: for local runs only. */
  readonly LOVAGE_OPEN?: string;
}
