
app_name = "mandates"
urlpatterns = []
