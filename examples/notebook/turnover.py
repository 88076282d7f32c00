# %% [markdown]
# # Do districts that the state rates worse lose more of their teachers?
#
# A question across all districts, from the API into a data frame. The file is a notebook in the
# percent format: VS Code, PyCharm and Jupyter (with jupytext) open it as one, and
# `python turnover.py` runs it. docs/examples.md says how to install it.
#
# Two warnings. Levels 1 to 5 belong to the framework that ended with the school year 2017; what
# the state has said since is no level, so the frame keeps `framework` and no level stands beside
# what was rated under the other. And a level is an order, not a quantity: there is no mean of it.

# %%
import hashlib
import io
import os

import httpx
import polars as pl
from network import Network

API = os.environ.get("THROUGHLINE_URL", "http://127.0.0.1:8000")
TOKEN = os.environ.get("THROUGHLINE_TOKEN")  # without one: what the public may see

headers = {"Authorization": f"Bearer {TOKEN}"} if TOKEN else {}
network = Network(f"{API}/graphql", headers=headers)

# %% [markdown]
# ## Staff who stayed and left
# The client is generated: `retention()` gives objects whose fields have types.

# %%
found = network.retention().retention_statistics
staff = pl.DataFrame(
    {
        "district_id": [row.district.id for row in found if row.district],
        "district": [row.district.name for row in found if row.district],
        "school_year": [row.school_year for row in found if row.district],
        "role": [row.role.value if row.role else None for row in found if row.district],
        "staff": [row.staff for row in found if row.district],
        "left": [row.left_staff for row in found if row.district],
    },
    schema_overrides={"school_year": pl.Int64, "role": pl.String},
)

# %% [markdown]
# ## The ratings, a page at a time


# %%
def ratings() -> pl.DataFrame:
    """The districts' ratings: every page of them."""
    rows, after = [], None
    while True:
        page = network.ratings(after=after).accountability_ratings
        rows += [
            {
                "district_id": node.district.id,
                "school_year": node.school_year,
                "framework": node.framework.value,
                "determination": node.determination.value,
                "level": node.level,
            }
            for node in page.nodes
            if node.school is None
        ]
        if not page.page_info.has_next_page:
            schema = {"school_year": pl.Int64, "level": pl.Int64}
            return pl.DataFrame(rows, schema_overrides=schema)
        after = page.page_info.end_cursor


rated = ratings()

# %% [markdown]
# ## A whole table at once
# What is to be read whole need not be paged through: `/export` streams any type as the caller sees
# it now, and Parquet brings the types of its columns along.


# %%
def exported(table: str) -> pl.DataFrame:
    """All rows of a type of record that the caller sees."""
    reply = httpx.get(f"{API}/export/{table}.parquet", headers=headers, timeout=600)
    return pl.read_parquet(io.BytesIO(reply.raise_for_status().content))


pupils = (
    exported("enrollments")
    .filter(pl.col("school.id").is_null(), pl.col("group") == "ALL_STUDENTS")
    .select(
        pl.col("district.id").alias("district_id"),
        pl.col("schoolYear").alias("school_year"),
        "pupils",
    )
)

# %% [markdown]
# ## All together
# Each district's figures of a year beside its rating of the same year, and then by framework and
# level: rows of different frameworks never fall into one group.

# %%
of_the_year = ["district_id", "school_year"]
frame = (
    staff.join(rated, on=of_the_year, how="left")
    .join(pupils, on=of_the_year, how="left")
    .sort("district", "school_year", "role")
)
by_level = (
    frame.filter(pl.col("role") == "TEACHER")
    .group_by("framework", "determination", "level")
    .agg(
        pl.len().alias("districts"),
        pl.col("staff").sum(),
        pl.col("left").sum(),
        (100 * pl.col("left").sum() / pl.col("staff").sum()).round(1).alias("turnover"),
    )
    .sort("framework", "level", nulls_last=True)
)

# %% [markdown]
# ## The same from a release, to be cited
# What the API says today may be otherwise tomorrow. A release never changes: a paper cites it, and
# whoever reads the paper gets the same bytes. The digest says whether these are they.


# %%
def released_ratings() -> tuple[pl.DataFrame | None, str]:
    """The ratings of the latest release, verified, and how to cite it."""
    releases = network.releases().research_releases.nodes
    if not releases:
        return None, "There is no release yet: throughline publish release"
    release = releases[0]
    file = next(node for node in release.files.nodes if node.name.endswith(".parquet"))
    content = httpx.get(f"{API}/{file.url}", timeout=60).raise_for_status().content
    if hashlib.sha256(content).hexdigest() != file.sha_256:
        raise ValueError(f"{file.name} is not what was released")
    return pl.read_parquet(io.BytesIO(content)), release.citation


released, citation = released_ratings()

# %%
if __name__ == "__main__":
    print(frame)
    print(by_level)
    print(citation)
    if released is not None:
        print(released.group_by("framework", "level").len().sort("framework", "level"))
