using Microsoft.Extensions.DependencyInjection.Extensions;
using ScanHost.Web.Assets;
using ScanHost.Web.Home;
using ScanHost.Web.Viewing;

namespace ScanHost.Web;

/// <summary>The pages for a browser: submit a file, see the newest jobs, follow a job, read its report.</summary>
internal static class WebPages
{
    extension(WebApplicationBuilder builder)
    {
        /// <summary>Registers what the pages need. Needs the API: the pages' upload is the API's.</summary>
        public void AddWebPages() => builder.Services.TryAddSingleton(TimeProvider.System);
    }

    extension(WebApplication app)
    {
        /// <summary>Maps the pages and the files that they use.</summary>
        public void MapWebPages()
        {
            app.MapWebAssets();
            var pages = app.MapGroup("").AddEndpointFilter<PageErrors>().ExcludeFromDescription();
            pages.MapHome();
            pages.MapViewing();
        }
    }
}
