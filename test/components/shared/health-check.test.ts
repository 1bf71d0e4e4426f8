import { isHealthPath } from "../../../components/shared/health-check";

describe("isHealthPath", () => {
  it.each(["/", "/health", "/api/v1/health-check_2?full=1&by=lb", "/a%7Bb%7D", "/~x/@:+.", `/${"x".repeat(1023)}`])(
    "takes %s",
    (path) => {
      expect(isHealthPath(path)).toBe(true);
    },
  );

  // The second is what a load balancer refused of a GraphQL server (apollographql/router#1852).
  it.each(["", "health", "/?query={__typename}", "/a b", "/a|b", '/"', "/gesund-für", "/a#b", `/${"x".repeat(1024)}`])(
    "refuses %s",
    (path) => {
      expect(isHealthPath(path)).toBe(false);
    },
  );
});
