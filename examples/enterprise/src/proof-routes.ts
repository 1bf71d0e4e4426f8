import { isProofId, type Proof, type Proofs } from "./proofs";
import { json, type Reply } from "./reply";
import type { Route, RouteRequest } from "./routes";

const DIGEST = /^[0-9a-f]{64}$/;

/** What people do with proofs. */
export function proofRoutes(proofs: Pick<Proofs, "create" | "find">): Record<string, Route> {
  return {
    "/api/proofs": {
      product: true,
      methods: ["POST"],
      statuses: [202, 400, 503],
      answer: (request) => create(proofs, request),
    },
    "/api/proofs/:id": { product: true, statuses: [200, 404, 503], answer: (request) => find(proofs, request) },
  };
}

/** Accepted rather than created: a worker has yet to process it. */
async function create(proofs: Pick<Proofs, "create">, request: RouteRequest): Promise<Reply> {
  const { digest } = (await request.json()) as { readonly digest?: unknown };
  if (typeof digest !== "string" || !DIGEST.test(digest)) {
    return json(400, { error: "digest must be a SHA-256 in 64 lower-case hexadecimal digits" });
  }
  const proof: Proof = await proofs.create(digest);
  return json(202, proof, { Location: `/api/proofs/${proof.id}` });
}

async function find(proofs: Pick<Proofs, "find">, { parameters }: RouteRequest): Promise<Reply> {
  const id = parameters.id ?? "";
  const proof = isProofId(id) ? await proofs.find(id) : undefined;
  return proof === undefined ? json(404, { error: "there is no such proof" }) : json(200, proof);
}
