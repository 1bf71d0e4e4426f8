import { routing } from "../../../../../stacks/environment/sections/services/routing-keys";

describe("the keys of routing", () => {
  // Elastic Load Balancing User Guide, "Condition types for listener rules", path conditions and host conditions.
  it.each(["/img/*", "/img/*/pics", "/a_b-c.d$e~\"f'g@h:i+j&k?"])("take the path %s", (path) => {
    expect(routing.safeParse({ paths: [path] }).success).toBe(true);
  });

  it.each(["example.com", "test.example.com", "*.example.com", "te?t.Example.com"])("take the host %s", (host) => {
    expect(routing.safeParse({ hosts: [host] }).success).toBe(true);
  });

  it.each(["img", "/a(b)", "/a b", `/${"x".repeat(128)}`])("refuse the path %s, as the load balancer does", (path) => {
    expect(routing.safeParse({ paths: [path] }).success).toBe(false);
  });

  it.each(["localhost", "10.0.0.1", "a_b.com", `${"x".repeat(125)}.com`])("refuse the host %s", (host) => {
    expect(routing.safeParse({ hosts: [host] }).success).toBe(false);
  });
});
