"""Addresses of visits, episodes, the timeline, and of the JSON interface."""

from palpate.clinic.access.api import api, urls
from palpate.clinic.access.permissions import Permission
from palpate.clinic.access.routes import route
from palpate.clinic.notes.api import router as notes_router
from palpate.clinic.visits.api import router as visits_router
from palpate.clinic.visits.views import episodes, measurements, planning, room, timeline

SEE, EDIT, PLAN = Permission.SEE_HEALTH, Permission.EDIT_HEALTH, Permission.PLAN_VISITS
DESK = Permission.SEE_CLIENTS
VISIT = "visits/<uuid:visit_id>/"
CLIENT = "clients/<uuid:client_id>/"
EPISODE = f"{CLIENT}episodes/<uuid:episode_id>/"

api.add_router("", visits_router)
api.add_router("", notes_router)

urlpatterns = [
    route("visits/new/", planning.choose_client, name="visit_new", needs=PLAN),
    route(f"{CLIENT}visits/new/", planning.visit_new, name="visit_new", needs=PLAN),
    route(f"{VISIT}time/", planning.visit_time, name="visit_time", needs=DESK),
    route(f"{VISIT}state/", planning.visit_state, name="visit_state", needs=PLAN),
    route(f"{CLIENT}{VISIT}", room.visit_of_client, name="visit", needs=DESK),
    route(VISIT, room.visit, name="visit", needs=DESK),
    route(f"{VISIT}workbench/", room.workbench, name="visit_workbench", needs=SEE),
    route(f"{VISIT}drawing.png", room.picture, name="visit_picture", needs=SEE),
    route(f"{VISIT}words/<str:group>/", room.words, name="visit_words", needs=EDIT),
    route(f"{VISIT}carry/", room.carry, name="visit_carry", needs=EDIT),
    route(f"{VISIT}hypothesis/", room.hypothesis, name="visit_hypothesis", needs=EDIT),
    route(f"{VISIT}measure/<str:kind>/", measurements.measure, name="visit_measure", needs=EDIT),
    route(
        f"{VISIT}measurements/<uuid:measurement_id>/void/",
        measurements.void,
        name="measurement_void",
        needs=EDIT,
    ),
    route(f"{CLIENT}visits/", timeline.visits, name="client_visits", needs=SEE),
    route(f"{CLIENT}drawings/", timeline.drawings, name="client_drawings", needs=SEE),
    route(f"{CLIENT}episodes/new/", episodes.episode_new, name="episode_new", needs=EDIT),
    route("episodes/<uuid:episode_id>/", episodes.episode_alone, name="episode", needs=SEE),
    route(EPISODE, episodes.episode, name="episode", needs=EDIT),
    route(f"{EPISODE}end/", episodes.episode_end, name="episode_end", needs=EDIT),
    *urls(),
]
