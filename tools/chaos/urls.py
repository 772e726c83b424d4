"""The one address that chaos writes through; the clinic's pages take long to load and add none."""

from django.views.decorators.csrf import csrf_exempt

from palpate.clinic.access.routes import PUBLIC, route
from tools.chaos.writing import write

urlpatterns = [route("chaos/write", csrf_exempt(write), name="chaos_write", needs=PUBLIC)]
