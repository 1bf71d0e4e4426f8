import type { ServiceModel } from "../../../../localcloud/api/model";
import { decoded, encoded } from "../../../../localcloud/api/protocols/cbor";
import { JSON_PROTOCOL } from "../../../../localcloud/api/protocols/json";
import type { WireRequest } from "../../../../localcloud/api/protocols/protocol";
import { QUERY_PROTOCOL } from "../../../../localcloud/api/protocols/query";
import { RPC_V2_CBOR_PROTOCOL } from "../../../../localcloud/api/protocols/rpc-v2-cbor";
import type { Properties } from "../../../../localcloud/model/values";

/** A service with every kind of shape, in the manner of Smithy's examples. */
const model: ServiceModel = {
  signingName: "example",
  apiVersion: "2020-01-08",
  protocols: ["query", "json", "smithy-rpc-v2-cbor"],
  targetPrefix: "Example",
  jsonVersion: "1.0",
  xmlNamespace: "https://example.com/",
  queryErrors: { NoSuchThing: "Example.NoSuchThing" },
  operations: { Do: { input: "All", output: "All", resultWrapper: "DoResult" }, Nothing: {} },
  shapes: {
    All: {
      type: "structure",
      members: {
        text: "string",
        whole: "integer",
        real: "double",
        flag: "boolean",
        bytes: "blob",
        time: "timestamp",
        written: "isoTimestamp",
        list: "Texts",
        items: "Items",
        flat: "Flat",
        map: "Map",
        named: "Named",
        nested: "All",
        renamed: "string",
      },
      names: { renamed: "Other" },
    },
    Texts: { type: "list", member: "string" },
    Items: { type: "list", member: "All", memberName: "item" },
    Flat: { type: "list", member: "integer", flattened: true },
    Map: { type: "map", key: "string", value: "string" },
    Named: { type: "map", key: "string", value: "integer", keyName: "Name", valueName: "Value", flattened: true },
  },
};

const SPOKEN = { model, operation: "Do", requestId: "request-1" };
const TIME = Date.parse("2015-01-25T08:00:00Z");

/** Values that each protocol carries. */
const VALUES: Properties = {
  text: 'a<b> & "c"',
  whole: 3,
  real: 1.5,
  flag: false,
  bytes: "AAEC",
  time: TIME,
  written: TIME,
  list: ["foo", "bar"],
  items: [{ text: "x" }],
  flat: [1, 2],
  map: { key: "value" },
  named: { one: 1 },
  nested: { nested: { text: "deep" } },
  renamed: "r",
};

function request(headers: Readonly<Record<string, string>>, body: string | Buffer = "", path = "/"): WireRequest {
  return { method: "POST", path, query: new URLSearchParams(), headers, body: Buffer.from(body) };
}

function form(body: string): WireRequest {
  return request({ "content-type": "application/x-www-form-urlencoded; charset=utf-8" }, body);
}

describe("AWS JSON", () => {
  it("names its operation in a header", () => {
    expect(JSON_PROTOCOL.targetOf(request({ "x-amz-target": "Example.Do" }))).toEqual({
      api: "Example",
      operation: "Do",
    });
    expect(JSON_PROTOCOL.targetOf(request({}))).toBeUndefined();
  });

  it("writes times as seconds or as its model says, and reads back what it wrote", () => {
    const { body, headers, status } = JSON_PROTOCOL.writeOutput(VALUES, SPOKEN);
    const content = JSON.parse(String(body)) as Properties;

    expect({ status, ...headers }).toEqual({
      ...{ status: 200, "content-type": "application/x-amz-json-1.0", "x-amzn-requestid": "request-1" },
    });
    expect(content).toEqual({ ...VALUES, time: TIME / 1000, written: "2015-01-25T08:00:00.000Z" });
    expect(JSON_PROTOCOL.readInput(request({}, String(body)), SPOKEN)).toEqual(VALUES);
  });

  it("takes no members that the model doesn't have, and nothing for null", () => {
    expect(JSON_PROTOCOL.readInput(request({}, '{"text":null,"other":1,"whole":2}'), SPOKEN)).toEqual({ whole: 2 });
    expect(JSON_PROTOCOL.readInput(request({}), SPOKEN)).toEqual({});
    expect(JSON_PROTOCOL.readInput(request({}, "{}"), { ...SPOKEN, operation: "Nothing" })).toEqual({});
  });

  it.each([
    ['{"text":1}', "text"],
    ['{"whole":1.5}', "whole"],
    ['{"real":"much"}', "real"],
    ['{"flag":"true"}', "flag"],
    ['{"list":["a",1]}', "list[1]"],
    ['{"nested":{"map":[]}}', "nested.map"],
    ["[]", "body"],
    ["{", "the body isn't JSON"],
  ])("refuses %s", (body, where) => {
    expect(() => JSON_PROTOCOL.readInput(request({}, body), SPOKEN)).toThrow(where);
  });

  it("tells an error by its code, and the code of the query protocol in a header", () => {
    const error = { code: "com.example#NoSuchThing", message: "There is none.", status: 400 };
    const { status, headers, body } = JSON_PROTOCOL.writeError(error, "request-1", SPOKEN, request({}));

    expect({ status, body: JSON.parse(String(body)) as unknown }).toEqual({
      ...{ status: 400, body: { __type: "com.example#NoSuchThing", message: "There is none." } },
    });
    expect(headers["x-amzn-query-error"]).toBe("Example.NoSuchThing;Sender");
  });
});

describe("AWS query", () => {
  it("names its operation and the version of the API in the form", () => {
    const target = { operation: "Do", api: "2020-01-08" };

    expect(QUERY_PROTOCOL.targetOf(form("Action=Do&Version=2020-01-08"))).toEqual(target);
    expect(QUERY_PROTOCOL.targetOf(form("text=foo"))).toBeUndefined();
    expect(QUERY_PROTOCOL.targetOf(request({ "content-type": "application/json" }, "Action=Do"))).toBeUndefined();
  });

  it.each<[string, Properties]>([
    ["text=foo+bar&whole=-3&real=1e2&flag=true", { text: "foo bar", whole: -3, real: 100, flag: true }],
    ["time=2015-01-25T08%3A00%3A00Z&bytes=AAEC", { time: TIME, bytes: "AAEC" }],
    ["list.member.1=foo&list.member.2=bar", { list: ["foo", "bar"] }],
    ["list.member.10=j&list.member.9=i", { list: ["i", "j"] }],
    ["items.item.1.text=x&items.item.1.list.member.1=y", { items: [{ text: "x", list: ["y"] }] }],
    ["flat.1=1&flat.2=2", { flat: [1, 2] }],
    ["map.entry.1.key=key&map.entry.1.value=value", { map: { key: "value" } }],
    ["named.1.Name=one&named.1.Value=1", { named: { one: 1 } }],
    ["nested.nested.text=deep&Other=r", { nested: { nested: { text: "deep" } }, renamed: "r" }],
    ["list=", { list: [] }],
    ["unknown.member.1=foo&__proto__.text=x&constructor=y", {}],
  ])("reads %s", (body, input) => {
    expect(QUERY_PROTOCOL.readInput(form(`Action=Do&Version=2020-01-08&${body}`), SPOKEN)).toEqual(input);
  });

  it.each(["whole=1.5", "real=much", "flag=yes", "time=noon", "text.member.1=x", "nested=x", "map.entry.1=x"])(
    "refuses %s",
    (body) => {
      expect(() => QUERY_PROTOCOL.readInput(form(body), SPOKEN)).toThrow("has an unexpected value");
    },
  );

  it("writes XML", () => {
    const { body, headers } = QUERY_PROTOCOL.writeOutput(VALUES, SPOKEN);

    expect(headers["content-type"]).toBe("text/xml");
    expect(body).toBe(
      '<DoResponse xmlns="https://example.com/"><DoResult>' +
        "<text>a&lt;b&gt; &amp; &quot;c&quot;</text><whole>3</whole><real>1.5</real><flag>false</flag>" +
        "<bytes>AAEC</bytes><time>2015-01-25T08:00:00.000Z</time><written>2015-01-25T08:00:00.000Z</written>" +
        "<list><member>foo</member><member>bar</member></list><items><item><text>x</text></item></items>" +
        "<flat>1</flat><flat>2</flat><map><entry><key>key</key><value>value</value></entry></map>" +
        "<named><Name>one</Name><Value>1</Value></named>" +
        "<nested><nested><text>deep</text></nested></nested><Other>r</Other>" +
        "</DoResult><ResponseMetadata><RequestId>request-1</RequestId></ResponseMetadata></DoResponse>",
    );
  });

  it("writes no characters that XML doesn't have", () => {
    const { body } = QUERY_PROTOCOL.writeOutput({ text: "a\u0000\u001b\tb" }, SPOKEN);

    expect(body).toContain("<text>a\tb</text>");
  });

  it("writes an error with its code", () => {
    const error = { code: "com.example#InvalidGreeting", message: "Hi & bye", status: 400 };

    expect(QUERY_PROTOCOL.writeError(error, "foo-id", SPOKEN, request({})).body).toBe(
      '<ErrorResponse xmlns="https://example.com/"><Error><Type>Sender</Type><Code>InvalidGreeting</Code>' +
        "<Message>Hi &amp; bye</Message></Error><RequestId>foo-id</RequestId></ErrorResponse>",
    );
  });
});

describe("Smithy RPC v2 CBOR", () => {
  const headers = { "smithy-protocol": "rpc-v2-cbor" };

  it("names its operation in the path", () => {
    const path = "/service/Example/operation/Do";

    expect(RPC_V2_CBOR_PROTOCOL.targetOf(request(headers, "", path))).toEqual({ api: "Example", operation: "Do" });
    expect(RPC_V2_CBOR_PROTOCOL.targetOf(request({}, "", path))).toBeUndefined();
    expect(RPC_V2_CBOR_PROTOCOL.targetOf(request(headers, "", "/"))).toBeUndefined();
  });

  it("reads back what it wrote", () => {
    const answer = RPC_V2_CBOR_PROTOCOL.writeOutput(VALUES, SPOKEN);

    expect(answer.headers).toMatchObject({ "content-type": "application/cbor", "smithy-protocol": "rpc-v2-cbor" });
    expect(RPC_V2_CBOR_PROTOCOL.readInput(request(headers, answer.body), SPOKEN)).toEqual(VALUES);
    expect(RPC_V2_CBOR_PROTOCOL.readInput(request(headers), SPOKEN)).toEqual({});
  });

  it.each([{ text: 1 }, { whole: "1" }, { time: 5 }, { bytes: "AAEC" }, ["list"]])("refuses %j", (body) => {
    const read = (): unknown => RPC_V2_CBOR_PROTOCOL.readInput(request(headers, encoded(body)), SPOKEN);

    expect(read).toThrow("has an unexpected value");
    expect(() => RPC_V2_CBOR_PROTOCOL.readInput(request(headers, Buffer.from([0x64])), SPOKEN)).toThrow("ends within");
  });

  it("tells an error by its code", () => {
    const error = { code: "NoSuchThing", message: "There is none.", status: 400 };
    const { body } = RPC_V2_CBOR_PROTOCOL.writeError(error, "request-1", SPOKEN, request({}));

    expect(decoded(body as Buffer)).toEqual({ __type: "NoSuchThing", message: "There is none." });
  });
});
