"""Records out of the database in bulk: any list of them, as one caller, from one snapshot.

`planning` makes an `Exported` of a query or of a type's name, `running` streams it into a sink in
one of three formats, holding no more than a few chunks of it.
"""

from schema.exporting.columnar import Buffer
from schema.exporting.formats import Format
from schema.exporting.planning import Exported, planned_export
from schema.exporting.running import Exporter, Sink
from schema.exporting.types import query_of_type

__all__ = ["Buffer", "Exported", "Exporter", "Format", "Sink", "planned_export", "query_of_type"]
