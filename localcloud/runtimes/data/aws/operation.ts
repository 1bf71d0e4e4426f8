import type { Properties } from "../../../model/values";

/** A call of AWS's JSON protocols. */
export interface AwsCall {
  readonly input: Properties;
  /** Region that the request was signed for. */
  readonly region: string;
  /** Ends when the client gives up. */
  readonly signal: AbortSignal;
}

export type AwsOperation = (call: AwsCall) => Promise<Properties> | Properties;
