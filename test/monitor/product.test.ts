import { startProduct } from "../../monitor/product";
import { buildProduct } from "../examples/enterprise/servers/product";
import { setStage } from "../examples/enterprise/servers/stage";

jest.mock("../examples/enterprise/servers/product");
jest.mock("../examples/enterprise/servers/stage");

describe("the product on this machine", () => {
  it("says nothing of servers that Ctrl-C ended", async () => {
    const said: string[] = [];
    const asked = new AbortController();
    jest.mocked(setStage).mockImplementation(() => {
      asked.abort();
      throw new Error("redis-server ended with SIGINT");
    });

    await expect(startProduct(1, (line) => said.push(line), asked.signal)).rejects.toThrow(/abort/);
    expect(said).toEqual([]);
    expect(buildProduct).not.toHaveBeenCalled();
  });

  it("leaves no server behind where it can't be built, as when Ctrl-C comes meanwhile", async () => {
    const end = jest.fn();
    jest.mocked(setStage).mockResolvedValue({ environment: {}, end } as never);
    jest.mocked(buildProduct).mockImplementation(() => {
      throw new Error("esbuild has ended");
    });

    await expect(startProduct(1, () => undefined, new AbortController().signal)).rejects.toThrow("esbuild has ended");
    expect(end).toHaveBeenCalledTimes(1);
  });
});
