import { monitor } from "../../monitor/main";

describe("npm run monitor", () => {
  it("says what is missing, and how to install it", async () => {
    const said: string[] = [];
    const say = (line: string): void => {
      said.push(line);
    };

    expect(await monitor({ print: say, report: say }, new Map([["prometheus", "prometheus"]]))).toBe(1);
    expect(said).toEqual([
      "alertmanager, blackbox can't be found; install what lacks: apt-get install prometheus-alertmanager prometheus-blackbox-exporter, or take the releases of prometheus.io/download",
    ]);
  });
});
