-- The records of a metric (or of one of its cubes) with every dimension, inside the reader's areas, categories, sources and scope.
with
considered as (
/*source*/
),
records as (
    select
        "at",
        strftime("at", '%Y-%m-%d') as day,
        strftime("at", '%Y-%m') as month,
        strftime("at", '%Y') as year,
        cast(null as varchar) as everything,
        numerator,
        excluded,
        /*columns*/
    from considered
    where
        ($everywhere or list_contains($subdistrict_codes, subdistrict) or list_contains($community_codes, community) or list_contains($grid_codes, grid) or list_contains($estate_codes, estate) or list_contains($company_codes, company))
        and ($unscoped or list_contains($scope_subdistrict_codes, subdistrict) or list_contains($scope_community_codes, community) or list_contains($scope_grid_codes, grid))
        and ($categories is null or list_contains($categories, category))
        and ($sources is null or list_contains($sources, source))
)
