import { IncomingMessage, ServerResponse } from "node:http";
import { Socket } from "node:net";
import { greeting, Leases } from "../../../localcloud/control/leases";

/** Asks for a lease; the connection ends with `emit("close")`. */
function hold(leases: Leases): { response: ServerResponse; said: jest.SpyInstance } {
  const response = new ServerResponse(new IncomingMessage(new Socket()));
  const said = jest.spyOn(response, "write");
  leases.hold(response, "aws:1");
  return { response, said };
}

function end({ response }: { response: ServerResponse }): void {
  response.emit("close");
}

describe("Leases", () => {
  let onEnd: jest.Mock;
  let leases: Leases;

  beforeEach(() => {
    jest.useFakeTimers();
    onEnd = jest.fn();
    leases = new Leases(onEnd);
  });

  afterEach(() => jest.useRealTimers());

  it("greets whoever takes a lease", () => {
    const { response, said } = hold(leases);

    expect(response.statusCode).toBe(200);
    expect(said).toHaveBeenCalledWith(greeting("aws:1"));
  });

  it("ends with the last lease, once", () => {
    const [first, second] = [hold(leases), hold(leases)];
    end(first);
    expect(onEnd).not.toHaveBeenCalled();
    end(second);
    leases.end();
    jest.runAllTimers();

    expect(onEnd).toHaveBeenCalledTimes(1);
  });

  it("ends when nobody takes a first lease", () => {
    jest.advanceTimersByTime(119_000);
    expect(onEnd).not.toHaveBeenCalled();
    jest.advanceTimersByTime(1_000);

    expect(onEnd).toHaveBeenCalledTimes(1);
  });

  it("stays as long as a lease is held", () => {
    hold(leases);
    jest.advanceTimersByTime(3_600_000);

    expect(onEnd).not.toHaveBeenCalled();
  });

  it("refuses a lease once the end has begun", () => {
    end(hold(leases));

    const { response, said } = hold(leases);
    expect(response.statusCode).toBe(503);
    expect(said).not.toHaveBeenCalled();
    expect(onEnd).toHaveBeenCalledTimes(1);
  });

  it("stays without a lease for as long as it was told, from the last use", () => {
    const lease = hold(leases);
    leases.stayFor(60_000);
    end(lease);
    jest.advanceTimersByTime(50_000);
    leases.used();
    jest.advanceTimersByTime(50_000);
    expect(onEnd).not.toHaveBeenCalled();
    jest.advanceTimersByTime(10_000);

    expect(onEnd).toHaveBeenCalledTimes(1);
  });

  it("ends at once when it is to stay no longer", () => {
    const lease = hold(leases);
    leases.stayFor(60_000);
    end(lease);
    leases.stayFor(0);

    expect(onEnd).toHaveBeenCalledTimes(1);
  });

  it("doesn't end under a lease when it is to stay no longer", () => {
    hold(leases);
    leases.stayFor(60_000);
    leases.stayFor(0);
    jest.runAllTimers();

    expect(onEnd).not.toHaveBeenCalled();
  });
});
