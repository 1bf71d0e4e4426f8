/** A policy in JSON of one statement, an allowing one unless it says otherwise. */
export function policy(statement: object): string {
  return JSON.stringify({ Version: "2012-10-17", Statement: [{ Effect: "Allow", ...statement }] });
}

/** Trust policy for a service such as `ecs-tasks`. */
export function serviceTrust(service: string, conditions?: object): string {
  const Principal = { Service: `${service}.amazonaws.com` };
  return policy({ Principal, Action: "sts:AssumeRole", ...(conditions && { Condition: conditions }) });
}

/** Policy that allows to read one bucket's objects. */
export const READ_OBJECTS = policy({ Action: "s3:GetObject", Resource: "arn:aws:s3:::assets/*" });
