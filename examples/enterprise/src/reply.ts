/** An answer to a request. */
export interface Reply {
  readonly status: number;
  readonly contentType: string;
  readonly body: string;
  readonly headers?: Readonly<Record<string, string>>;
}

/** An answer in JSON. */
export function json(status: number, content: object, headers?: Reply["headers"]): Reply {
  return { status, contentType: "application/json; charset=utf-8", body: `${JSON.stringify(content)}\n`, headers };
}
