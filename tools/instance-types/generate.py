"""Writes components/capacity-sizing/generated/instance-types.json anew: what EC2's instance types offer to ECS tasks
(npm run generate -- instances).

CPU, memory, architecture and network interfaces are EC2's own DescribeInstanceTypes data as the package `moto` carries
them; whether trunking is supported, and by how many branch interfaces, is in AWS's VPC resource controller. Needs pip and
Go, no AWS account. Run it when there are new types. It writes nothing unless it has everything.
"""

import gzip
import json
import os
import re
import shutil
import subprocess
import sys
import tempfile
import zipfile
from pathlib import Path

ROOT = Path(__file__).resolve().parents[2]
TARGET = ROOT / "components/capacity-sizing/generated/instance-types.json"
CONTROLLER = "github.com/aws/amazon-vpc-resource-controller-k8s@v1.8.2"
MOTO = "moto==5.2.5"

FAMILY = re.compile(r"^(t3|t3a|t4g|[mcr][5-9][a-z-]*)$")
SIZE = re.compile(r"^(nano|micro|small|medium|large|(\d*)xlarge)$")
LARGEST = 24

# Amazon ECS Developer Guide, "Supported instances for increased Amazon ECS container network interfaces": ECS makes no
# trunk on these, whatever EC2 could do.
UNTRUNKED_FAMILIES = {"c5n", "m5dn", "m5n", "m5zn", "r5b", "r5dn", "r5n"}
UNTRUNKED_TYPES = {"c5a.8xlarge", "c5ad.8xlarge", "r5.8xlarge"}


def fetched(what, command, **options):
    """What a command prints; ends the run with the command's own last line where it can't fetch what it should."""
    if shutil.which(command[0]) is None:
        sys.exit(f"{command[0]} isn't installed, which fetches {what}")
    done = subprocess.run(command, capture_output=True, text=True, **options)
    if done.returncode != 0:
        told_as_json = re.search(r'"Error": "(.*)"', done.stdout)  # by go mod download -json
        said = told_as_json[1] if told_as_json else done.stderr.strip().split("\n")[-1]
        sys.exit(f"{what} can't be fetched: {said}")
    return done.stdout


def described_types(folder):
    pip = [sys.executable, "-m", "pip", "download", "--quiet", "--no-deps", "--dest", folder, MOTO]
    fetched(MOTO, pip)
    wheel = next(Path(folder).glob("moto-*.whl"))
    with zipfile.ZipFile(wheel) as archive:
        return json.loads(gzip.decompress(archive.read("moto/ec2/resources/instance_types.json.gz")))


def branch_interfaces(folder):
    environment = {**os.environ, "GOFLAGS": "-mod=mod"}
    (Path(folder) / "go.mod").write_text("module limits\n")
    downloaded = fetched(CONTROLLER, ["go", "mod", "download", "-json", CONTROLLER], cwd=folder, env=environment)
    source = (Path(json.loads(downloaded)["Dir"]) / "pkg/aws/vpc/limits.go").read_text()
    entry = re.compile(
        r'"([\w.-]+)":\s*\{\s*Interface:\s*\d+,\s*IPv4PerInterface:\s*\d+,'
        r"\s*IsTrunkingCompatible:\s*(\w+),\s*BranchInterface:\s*(\d+)"
    )
    return {name: int(count) if trunking == "true" else None for name, trunking, count in entry.findall(source)}


def is_wanted(name):
    family, size = name.split(".")
    match = SIZE.match(size)
    return bool(FAMILY.match(family) and match and int(match[2] or 1) <= LARGEST)


def has_trunk(name):
    return name.split(".")[0] not in UNTRUNKED_FAMILIES and name not in UNTRUNKED_TYPES


def facts(name, description, branches):
    network = description["NetworkInfo"]
    interfaces = network["NetworkCards"][network["DefaultNetworkCardIndex"]]["MaximumNetworkInterfaces"]
    # One interface is the instance's, one the trunk's; what is left takes tasks beside the branches.
    trunked = None if branches is None or not has_trunk(name) else branches + interfaces - 2
    return [
        description["VCpuInfo"]["DefaultVCpus"],
        description["MemoryInfo"]["SizeInMiB"],
        description["ProcessorInfo"]["SupportedArchitectures"][0],
        interfaces,
        trunked,
    ]


def order(name):
    family, size = name.split(".")
    sizes = ["nano", "micro", "small", "medium", "large"]
    return family, sizes.index(size) if size in sizes else len(sizes) + int(SIZE.match(size)[2] or 1)


def main():
    with tempfile.TemporaryDirectory() as folder:
        described, branches = described_types(folder), branch_interfaces(folder)
    names = sorted((name for name in described if name in branches and is_wanted(name)), key=order)
    rows = [f"  {json.dumps(name)}: {json.dumps(facts(name, described[name], branches[name]))}" for name in names]
    TARGET.parent.mkdir(parents=True, exist_ok=True)
    TARGET.write_text("{\n" + ",\n".join(rows) + "\n}\n")
    print(f"wrote {len(names)} instance types to {TARGET.relative_to(ROOT)}")


main()
