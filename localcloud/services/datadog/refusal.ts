import { refuse } from "../../model/aws-error";

/** Refuses as Datadog's API does, with status 400 and a text (Datadog API Reference). */
export function refuseRequest(message: string, input: string): never {
  refuse("400 Bad Request", message, input);
}
