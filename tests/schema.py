"""Hold documents against their JSON Schemas: schema.py SCHEMA DOCUMENT...
Says what does not fit, and where; exit status 1 if anything does not."""
import json
import sys

from jsonschema import Draft202012Validator

schema = json.load(open(sys.argv[1], encoding="utf-8"))
Draft202012Validator.check_schema(schema)
told = set()
for name in sys.argv[2:]:
    with open(name, encoding="utf-8") as file:
        document = json.load(file)
    if document["schema"] != schema["$id"]:
        told.add(f"{name}: it is of {document['schema']}")
    for error in Draft202012Validator(schema).iter_errors(document):
        place = "/".join("#" if isinstance(step, int) else step
                         for step in error.absolute_path)
        told.add(f"{name}: {place}: {error.message[:120]}")
print("\n".join(sorted(told)))
sys.exit(bool(told))
