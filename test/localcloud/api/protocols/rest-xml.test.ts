import type { ServiceModel } from "../../../../localcloud/api/model";
import { unchunked } from "../../../../localcloud/api/protocols/aws-chunked";
import type { WireRequest } from "../../../../localcloud/api/protocols/protocol";
import { REST_XML_PROTOCOL } from "../../../../localcloud/api/protocols/rest-xml";
import { routed } from "../../../../localcloud/api/protocols/rest-routes";
import { addressed } from "../../../../localcloud/api/protocols/virtual-host";
import { parsedXml } from "../../../../localcloud/api/protocols/xml-reader";

/** A service whose operations differ by paths, parameters and headers. */
const model: ServiceModel = {
  signingName: "example",
  apiVersion: "2020-01-08",
  protocols: ["rest-xml"],
  operations: {
    ListThings: { http: { method: "GET", uri: "/{Box}?list-type=2" }, input: "Request" },
    ListOld: { http: { method: "GET", uri: "/{Box}" }, input: "Request" },
    PutThing: { http: { method: "PUT", uri: "/{Box}/{Key+}" }, input: "Request" },
    CopyThing: { http: { method: "PUT", uri: "/{Box}/{Key+}" }, input: "Copy" },
    LockThing: { http: { method: "PUT", uri: "/{Box}/{Key+}?lock" }, input: "Lock", output: "Answer" },
    EndThing: { http: { method: "DELETE", uri: "/{Box}/{Key+}", status: 204 }, output: "Answer" },
    ReadThing: { http: { method: "GET", uri: "/{Box}/{Key+}" }, output: "Content" },
  },
  shapes: {
    Request: {
      type: "structure",
      members: { Box: "string", Key: "string", Most: "integer", Since: "timestamp", Metadata: "Map", Body: "blob" },
      names: { Most: "most", Since: "If-Modified-Since", Metadata: "x-meta-" },
      places: { Box: "uri", Key: "uri", Most: "querystring", Since: "header", Metadata: "headers" },
      payload: "Body",
    },
    Copy: {
      type: "structure",
      members: { Source: "string" },
      names: { Source: "x-source" },
      places: { Source: "header" },
      required: ["Source"],
    },
    Lock: { type: "structure", members: { Until: "Date" }, names: { Until: "Lock" }, payload: "Until" },
    Date: { type: "structure", members: { At: "isoTimestamp", Tags: "Tags", On: "boolean", Inner: "Inner" } },
    Inner: { type: "structure", members: { Items: "Items" } },
    Items: { type: "list", member: "string" },
    Tags: { type: "list", member: "string", flattened: true },
    Answer: {
      type: "structure",
      members: { Told: "string", At: "timestamp", Deleted: "boolean" },
      names: { At: "Last-Modified", Deleted: "x-deleted" },
      places: { At: "header", Deleted: "header" },
    },
    Content: {
      type: "structure",
      members: { Body: "blob", Size: "long" },
      places: { Size: "header" },
      payload: "Body",
    },
    Map: { type: "map", key: "string", value: "string" },
  },
};

function wire(method: string, url: string, more: Partial<WireRequest> = {}): WireRequest {
  const [path = "", query = ""] = url.split("?");
  return { method, path, query: new URLSearchParams(query), headers: {}, body: Buffer.alloc(0), ...more };
}

function spoken(operation: string) {
  return { model, operation, requestId: "request-1" };
}

describe("routes of a REST protocol", () => {
  it.each<[string, WireRequest, string | undefined]>([
    ["its method and path", wire("PUT", "/box/a/b%20c"), "PutThing"],
    ["a parameter that its URI has", wire("GET", "/box?list-type=2&most=3&x-id=ListThings"), "ListThings"],
    ["another value of the parameter", wire("GET", "/box?list-type=1"), undefined],
    ["no such parameter", wire("GET", "/box/"), "ListOld"],
    ["a header that its input demands", wire("PUT", "/box/a", { headers: { "x-source": "b" } }), "CopyThing"],
    ["a parameter without a value", wire("PUT", "/box/a?lock="), "LockThing"],
    ["a parameter that no operation has", wire("PUT", "/box/a?acl"), undefined],
    ["a signature in the query", wire("GET", "/box/a?X-Amz-Signature=0"), "ReadThing"],
    ["a method that no operation has", wire("POST", "/box/a"), undefined],
  ])("tell an operation by %s", (_, request, operation) => {
    expect(routed(model, request)?.operation).toBe(operation);
  });

  it("give what the labels of the path stand for", () => {
    expect(routed(model, wire("PUT", "/box/a/b%20c%2Fd"))?.labels).toEqual({ Box: "box", Key: "a/b c/d" });
  });

  it.each([
    ["photos.localhost:4566", "/photos/a"],
    ["photos.s3.eu-west-1.amazonaws.com", "/photos/a"],
    ["my.photos.s3.amazonaws.com", "/my.photos/a"],
    ["s3.eu-west-1.amazonaws.com", "/a"],
    ["127.0.0.1:4566", "/a"],
    ["localhost:4566", "/a"],
  ])("find the bucket of the host %s", (host, path) => {
    expect(addressed(wire("GET", "/a", { headers: { host } })).path).toBe(path);
  });
});

describe("AWS REST XML", () => {
  it("reads path, query, headers and body", () => {
    const headers = { "if-modified-since": "Mon, 30 Nov 2026 12:00:00 GMT", "x-meta-kind": "photo" };
    const request = wire("PUT", "/box/a%20b?most=3", { headers, body: Buffer.from("hello") });

    expect(REST_XML_PROTOCOL.readInput(request, spoken("PutThing"))).toEqual({
      ...{ Box: "box", Key: "a b", Most: 3, Since: Date.parse("2026-11-30T12:00:00Z") },
      ...{ Metadata: { kind: "photo" }, Body: Buffer.from("hello").toString("base64") },
    });
    expect(() => REST_XML_PROTOCOL.readInput(wire("PUT", "/box/a?most=x"), spoken("PutThing"))).toThrow("Most");
  });

  it("reads a body of XML, without namespaces", () => {
    const body =
      '<?xml version="1.0"?><!-- a lock --><s3:Lock xmlns:s3="http://example.com/"><At>2026-11-30T12:00:00Z</At>' +
      "<Tags>a &amp; b</Tags><Tags>&#x263a;&#9786;</Tags><On>true</On>" +
      "<Inner><Items><member>x</member><member/></Items></Inner><Other>1</Other></s3:Lock>";

    expect(
      REST_XML_PROTOCOL.readInput(wire("PUT", "/b/k?lock", { body: Buffer.from(body) }), spoken("LockThing")),
    ).toEqual({
      Until: {
        ...{ At: Date.parse("2026-11-30T12:00:00Z"), Tags: ["a & b", "☺☺"], On: true },
        Inner: { Items: ["x", ""] },
      },
    });
  });

  it.each(["", "text", "<a>", "<a></b>", "<a></a></a>", "<a><b></a></b>"])("refuses %j as XML", (content) => {
    expect(() => parsedXml(content)).toThrow("The XML you provided was not well-formed");
  });

  it("writes headers, a status and XML", () => {
    const output = { Told: "<hello>", At: Date.parse("2026-11-30T12:00:00Z"), Deleted: true };
    const answer = REST_XML_PROTOCOL.writeOutput(output, spoken("LockThing"));

    expect(answer).toMatchObject({ status: 200, headers: { "content-type": "application/xml", "x-deleted": "true" } });
    expect(answer.headers["Last-Modified"]).toBe("Mon, 30 Nov 2026 12:00:00 GMT");
    expect(answer.body).toContain("<Told>&lt;hello&gt;</Told></Answer>");
    expect(REST_XML_PROTOCOL.writeOutput(output, spoken("EndThing"))).toMatchObject({ status: 204, body: "" });
  });

  it("writes bytes as they are, and a part of them as a part", () => {
    const Body = Buffer.from([0, 255, 1]).toString("base64");
    const answer = REST_XML_PROTOCOL.writeOutput({ Body, Size: 3, ContentRange: "bytes 0-2/9" }, spoken("ReadThing"));

    expect(answer).toMatchObject({ status: 206, body: Buffer.from([0, 255, 1]), headers: { Size: "3" } });
  });

  it("tells an error, without a body where none may be", () => {
    const error = { code: "NoSuchKey", message: "There is <none>.", status: 404 };
    const told = (request: WireRequest) => REST_XML_PROTOCOL.writeError(error, "request-1", { model }, request);

    expect(told(wire("GET", "/box/a"))).toMatchObject({ status: 404, headers: { "x-amz-request-id": "request-1" } });
    expect(told(wire("GET", "/box/a")).body).toContain(
      "<Error><Code>NoSuchKey</Code><Message>There is &lt;none&gt;.</Message>" +
        "<RequestId>request-1</RequestId></Error>",
    );
    expect(told(wire("HEAD", "/box/a")).body).toBe("");
  });
});

describe("a body in chunks", () => {
  const headers = {
    "x-amz-content-sha256": "STREAMING-UNSIGNED-PAYLOAD-TRAILER",
    "content-encoding": "aws-chunked,gzip",
  };

  it("is put together, with the headers that come after it", () => {
    const body = Buffer.from(
      "5;chunk-signature=0\r\nhello\r\n7\r\n\r\nworld\r\n0\r\nx-amz-checksum-crc32:AAAAAA==\r\n\r\n",
    );
    const whole = unchunked(wire("PUT", "/box/a", { headers, body }));

    expect(whole.body.toString()).toBe("hello\r\nworld");
    expect(whole.headers).toMatchObject({ "content-encoding": "gzip", "x-amz-checksum-crc32": "AAAAAA==" });
  });

  it.each(["5\r\nhell", "hello", "5\r\nhello\r\n", ""])("is refused where it is incomplete: %j", (body) => {
    expect(() => unchunked(wire("PUT", "/box/a", { headers, body: Buffer.from(body) }))).toThrow(
      "terminated unexpectedly",
    );
  });

  it("is left alone where it isn't one", () => {
    const request = wire("PUT", "/box/a", { body: Buffer.from("5\r\nhello") });

    expect(unchunked(request)).toBe(request);
  });
});
