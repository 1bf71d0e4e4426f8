import type { RunningTask } from "./task";

/** What a controller asks a runtime to do. Results come back as observations. */
export type Command =
  | { readonly kind: "start-task"; readonly task: RunningTask }
  /** Sends each container its stop signal, and ends what still runs after its stop timeout. */
  | { readonly kind: "stop-task"; readonly taskArn: string }
  /** Ends a task at once, as the loss of its instance does. */
  | { readonly kind: "kill-task"; readonly taskArn: string }
  /** Asks a target for its health once. */
  | {
      readonly kind: "check-target";
      readonly target: string;
      readonly taskArn?: string;
      readonly containerPort: number;
      readonly protocol: "HTTP" | "HTTPS" | "TCP" | "TLS";
      readonly path: string;
      readonly timeoutSeconds: number;
    }
  /** Publishes a message to a topic: each subscription of mail gets it in the outbox. */
  | { readonly kind: "publish"; readonly topicArn: string; readonly subject: string; readonly message: string }
  | {
      readonly kind: "call-hook";
      readonly deploymentArn: string;
      readonly stage: string;
      /** Id of the hook, to be given with its answer. */
      readonly hookId: string;
      readonly functionArn: string;
      /** The event that the function gets, as JSON. */
      readonly details: string;
    };

export type CommandKind = Command["kind"];

/** Carries out the commands of some kinds. */
export type CommandHandlers = {
  readonly [Kind in CommandKind]?: (command: Extract<Command, { readonly kind: Kind }>) => void;
};
