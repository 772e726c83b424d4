"""The addresses of the atlas. They are stable: others link to them."""

from palpate.clinic.access.routes import PUBLIC, route
from palpate.clinic.atlas import downloads, views

app_name = "atlas"
urlpatterns = [
    route("", views.index, name="index", needs=PUBLIC),
    route("search", views.search, name="search", needs=PUBLIC),
    route("search.json", views.search_json, name="search_json", needs=PUBLIC),
    route("data/", views.data, name="data", needs=PUBLIC),
    route("export/<str:name>", downloads.export, name="export", needs=PUBLIC),
    route("atlas.pdf", downloads.book, name="book", needs=PUBLIC),
    route("chart/<str:name>.pdf", downloads.chart, name="chart", needs=PUBLIC),
    route("references/", views.references, name="references", needs=PUBLIC),
    route("browse/<str:page>/", views.browse, name="browse", needs=PUBLIC),
    route("area/<str:area>/", views.area, name="area", needs=PUBLIC),
    route("figure/<str:page>/<str:identity>.json", views.figure, name="figure", needs=PUBLIC),
    route("picture/<str:source_id>.png", views.picture, name="picture", needs=PUBLIC),
    route("<str:page>/<str:identity>/", views.entry, name="entry", needs=PUBLIC),
]
