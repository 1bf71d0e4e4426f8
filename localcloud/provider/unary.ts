import { status, type handleUnaryCall } from "@grpc/grpc-js";
import { UnsettledError } from "../cloud/errors";
import { AwsError } from "../model/aws-error";
import { recording } from "./recording";

/**
 * A call with one request and one answer; what is thrown becomes the engine's error message.
 * @param answer is told the connection too: the engine opens one for each provider that a program configures.
 */
export function unary<Request, Response>(
  answer: (request: Request, connection: string) => Response | Promise<Response>,
): handleUnaryCall<Request, Response> {
  return (call, callback) => {
    new Promise<Response>((resolve) => {
      resolve(answer(call.request, call.getPeer()));
    }).then(
      (response) => {
        callback(null, response);
      },
      (error: unknown) => {
        const metadata = error instanceof UnsettledError ? { metadata: recording(error) } : {};
        callback({ code: status.UNKNOWN, details: describe(error), ...metadata });
      },
    );
  };
}

function describe(error: unknown): string {
  if (error instanceof AwsError) return `api error ${error.code}: ${error.message}`;
  return error instanceof Error ? error.message : String(error);
}
