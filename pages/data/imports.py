"""导入与报送: bring files, see what was understood, what was refused and why, publish."""

from govboard.ui import frame, importing, mapping, quality, tabs

frame.title("导入与报送", frame.maybe_opened())
importing.bring_files()
mapping.new_format()
importing.waiting_version()
importing.coordinate_systems()
importing.changed_definitions()
tabs.show({"退回的行": importing.refused, "数据检查": importing.checks, "数据质量": quality.show, "报送情况": importing.deliveries, "更正": importing.corrections, "版本": importing.versions})
