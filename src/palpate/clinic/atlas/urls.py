"""The addresses of the atlas. They are stable: others link to them."""

from django.urls import path

from palpate.clinic.atlas import downloads, views

app_name = "atlas"
urlpatterns = [
    path("", views.index, name="index"),
    path("search", views.search, name="search"),
    path("search.json", views.search_json, name="search_json"),
    path("data/", views.data, name="data"),
    path("export/<str:name>", downloads.export, name="export"),
    path("atlas.pdf", downloads.book, name="book"),
    path("chart/<str:name>.pdf", downloads.chart, name="chart"),
    path("references/", views.references, name="references"),
    path("browse/<str:page>/", views.browse, name="browse"),
    path("area/<str:area>/", views.area, name="area"),
    path("figure/<str:page>/<str:identity>.json", views.figure, name="figure"),
    path("picture/<str:source_id>.png", views.picture, name="picture"),
    path("<str:page>/<str:identity>/", views.entry, name="entry"),
]
