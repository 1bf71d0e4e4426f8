import type { AuditHead } from "./entry";

/**
 * A place outside the trail that remembers its heads. Who can change the trail must not be able to change the anchor:
 * an attacker who rewrites a trail from some entry on can compute every hash anew, and only the anchored heads tell.
 */
export interface Anchor {
  /** How messages name it. */
  readonly place: string;
  /** Remembers a head; resolves once it is kept. The same head twice is harmless. */
  publish(head: AuditHead): Promise<void>;
  /** Every head that is remembered, from a sequence number on, in any order. */
  headsFrom(sequence: number): Promise<readonly AuditHead[]>;
}
