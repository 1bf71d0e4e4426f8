import { STATUS_CODES } from "node:http";

/** An answer that the load balancer gives by itself. */
export interface OwnAnswer {
  readonly status: number;
  readonly headers: readonly (readonly [name: string, value: string])[];
  readonly body: string;
}

/** The page of an error or redirect, as load balancers write it. */
export function page(status: number, more: OwnAnswer["headers"] = []): OwnAnswer {
  const title = `${status} ${reasonOf(status)}`;
  const body = [
    "<html>",
    `<head><title>${title}</title></head>`,
    "<body>",
    `<center><h1>${title}</h1></center>`,
    "</body>",
    "</html>",
    "",
  ].join("\r\n");
  return { status, headers: [["Server", "awselb/2.0"], ["Content-Type", "text/html"], ...more], body };
}

/** Load balancers word some statuses in another way than Node. */
function reasonOf(status: number): string {
  if (status === 503) return "Service Temporarily Unavailable";
  return status === 504 ? "Gateway Time-out" : (STATUS_CODES[status] ?? "Unknown");
}

/** A plain answer of a rule (User Guide for Application Load Balancers, "Action types for listener rules"). */
export function plain(status: number, contentType: string, body: string): OwnAnswer {
  const headers: OwnAnswer["headers"] = [
    ["Server", "awselb/2.0"],
    [
      "Content-Type",
      contentType === "text/plain" || contentType === "text/html" ? `${contentType}; charset=utf-8` : contentType,
    ],
  ];
  return { status, headers, body };
}

/** What the local cloud answers where it doesn't do what AWS would. */
export function notModelled(what: string): OwnAnswer {
  return plain(500, "text/plain", `The local cloud doesn't model ${what}: on AWS this request would be handled.\n`);
}
