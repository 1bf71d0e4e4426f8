import type { Claim, HeldClaim } from "./deployment-store";

/** How a claim is kept where nobody sees whether its process lives. */
export interface LeaseOptions {
  /** Seconds after which a claim ends that its worker hasn't renewed. @default 300 */
  readonly seconds?: number;
  /** The clock. Those of machines that share claims may differ by a part of the lease only. */
  readonly now: () => Date;
  /**
   * Does something again and again, until what it returns is called.
   * @default a timer that keeps no process alive
   */
  readonly every?: (milliseconds: number, work: () => Promise<void>) => () => void;
}

/** A claim as it is written: one that was released says so, since nobody may delete it. */
export type WrittenClaim = Claim & { readonly releasedAt?: string };

/** Replaces a claim's text. @returns the new entity tag; undefined where another has replaced it. */
export type ReplaceClaim = (claim: WrittenClaim, etag: string) => Promise<string | undefined>;

const LEASE_SECONDS = 300;
/** Of so many renewals all but one may fail before the lease ends. */
const RENEWALS_IN_LEASE = 5;

/** A claim that its worker has from now on, for a time. */
export function leased(claim: Omit<Claim, "renewedAt" | "expiresAt">, { now, seconds = LEASE_SECONDS }: LeaseOptions) {
  const renewed = now();
  const expiresAt = new Date(renewed.getTime() + seconds * 1000).toISOString();
  return { ...claim, renewedAt: renewed.toISOString(), expiresAt };
}

/** Whether nobody holds a claim any more: it was released, or its worker hasn't renewed it. */
export function isFree({ releasedAt, expiresAt }: WrittenClaim, now: Date): boolean {
  return releasedAt !== undefined || (expiresAt !== undefined && Date.parse(expiresAt) <= now.getTime());
}

/** A claim that is held and renewed until it is released. */
export class Lease implements HeldClaim {
  private readonly stop: () => void;
  private isTaken = false;
  private working: Promise<void> = Promise.resolve();

  constructor(
    private claim: WrittenClaim,
    private etag: string,
    private readonly replace: ReplaceClaim,
    private readonly options: LeaseOptions,
  ) {
    const { every = onTimer, seconds = LEASE_SECONDS } = options;
    this.stop = every((seconds * 1000) / RENEWALS_IN_LEASE, () => this.renew());
  }

  /** Whether another run may hold the environment by now. */
  get isLost(): boolean {
    return this.isTaken || (this.claim.releasedAt === undefined && isFree(this.claim, this.options.now()));
  }

  release(): Promise<void> {
    this.stop();
    return this.written(() => ({ ...this.claim, releasedAt: this.options.now().toISOString() }));
  }

  /** What can't be renewed now, may be so the next time; meanwhile the lease goes on. */
  private renew(): Promise<void> {
    return this.written(() => leased(this.claim, this.options)).catch(() => undefined);
  }

  /** One write after the other, since each needs the entity tag of the last. */
  private written(next: () => WrittenClaim): Promise<void> {
    const written = this.working.then(async () => {
      if (this.isTaken) return;
      const claim = next();
      const etag = await this.replace(claim, this.etag);
      this.isTaken = etag === undefined;
      if (etag !== undefined) [this.claim, this.etag] = [claim, etag];
    });
    this.working = written.catch(() => undefined);
    return written;
  }
}

function onTimer(milliseconds: number, work: () => Promise<void>): () => void {
  const timer = setInterval(() => void work(), milliseconds);
  timer.unref();
  return () => {
    clearInterval(timer);
  };
}
