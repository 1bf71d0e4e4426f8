import { startProduct } from "../../monitor/product";
import { buildProduct } from "../examples/enterprise/servers/product";
import { setStage } from "../examples/enterprise/servers/stage";

jest.mock("../examples/enterprise/servers/product");
jest.mock("../examples/enterprise/servers/stage");

describe("the product on this machine", () => {
  it("leaves no server behind where it can't be built, as when Ctrl-C comes meanwhile", async () => {
    const end = jest.fn();
    jest.mocked(setStage).mockResolvedValue({ environment: {}, end } as never);
    jest.mocked(buildProduct).mockImplementation(() => {
      throw new Error("esbuild has ended");
    });

    await expect(startProduct(1, () => undefined)).rejects.toThrow("esbuild has ended");
    expect(end).toHaveBeenCalledTimes(1);
  });
});
