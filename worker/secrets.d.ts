/** What comes from outside wrangler.toml, and so may be missing. The generated types (configuration.d.ts) cannot know it. */
interface Secrets {
  /** Bearer token of the whole API. Without it, and without LOVAGE_OPEN, the API refuses every request. */
  readonly LOVAGE_ADMIN_TOKEN?: string;
  /** Bearer token that may only read. */
  readonly LOVAGE_VIEWER_TOKEN?: string;
  /** "1" opens the API to everyone. Only local runs have it (.dev.vars). */
  readonly LOVAGE_OPEN?: string;
  /** "1" lets tasks call private and loopback addresses: where every author of a task's arguments may reach what the Worker reaches. */
  readonly LOVAGE_ALLOW_PRIVATE_FETCH?: string;
}

declare namespace Cloudflare {
  interface Env extends Secrets {}
}

interface Env extends Secrets {}
