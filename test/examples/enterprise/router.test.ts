import { json } from "../../../examples/enterprise/src/reply";
import { Router } from "../../../examples/enterprise/src/router";
import type { Route } from "../../../examples/enterprise/src/routes";

const route: Route = { product: true, answer: () => json(200, {}) };
const router = new Router([
  ["/", route],
  ["/proofs", route],
  ["/proofs/:id", route],
  ["/proofs/:id/pictures/:name", route],
]);

describe("Router", () => {
  it.each([
    ["/", "/", {}],
    ["/proofs", "/proofs", {}],
    ["/proofs/7", "/proofs/:id", { id: "7" }],
    ["/proofs/7/pictures/a.jpg", "/proofs/:id/pictures/:name", { id: "7", name: "a.jpg" }],
  ])("finds %s as %s", (path, pattern, parameters) => {
    expect(router.find(path)).toEqual({ pattern, route, parameters });
  });

  it.each(["", "/proof", "/proofs/7/pictures", "/proofs/7/8", "/:id"])("finds nothing under %j", (path) => {
    expect(router.find(path)).toBeUndefined();
  });
});
