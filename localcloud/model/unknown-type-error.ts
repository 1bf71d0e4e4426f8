/** Thrown for what the local cloud doesn't model; says where to add it. */
export class UnknownTypeError extends Error {
  override readonly name = "UnknownTypeError";

  constructor(kind: "resource type" | "function", token: string) {
    const service = token.split(":")[1]?.split("/")[0] ?? "";
    super(
      `the local cloud doesn't know the ${kind} ${token}; ` +
        `add it to localcloud/services/${service}/ (docs/localcloud.md, "Adding a resource type")`,
    );
  }
}
